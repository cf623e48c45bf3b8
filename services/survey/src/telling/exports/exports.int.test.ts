import { buffer } from 'node:stream/consumers';
import type { ReadResponse, Results, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { readXlsx } from '@skein/tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAsMembership } from '../../testing/audience-side.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let membership: Awaited<ReturnType<typeof answerAsMembership>>;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  membership = await answerAsMembership(side, { nameOf: (person) => `Ada ${person.slice(-4)}` });
});
afterAll(async () => {
  membership?.stop();
  await side?.stop();
});

const get = (path: string, as = side.admin) =>
  fetch(`${side.api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${as}` } });
const untilState = (id: string, matches: (found: Results) => boolean) =>
  until('the results to be so', async () => {
    const { body } = await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin });
    return matches(body) && body;
  });
interface Page {
  items: ReadResponse[];
  next?: string;
  more: boolean;
}
const page = (id: string, query = '', as = side.admin) =>
  call<Page>(side.api.url, 'GET', `/surveys/${id}/responses${query}`, { as });

/** A named survey of three people who have answered one after the other. */
const named = async () => {
  const { community, people } = await side.makeCommunity(3);
  const survey = await side.openAndAnnounce({ community, audience: { kind: 'community', community } });
  const links = await side.linksFor(survey.id, people);
  for (const [index, { token }] of links.entries()) {
    await side.answer(survey.id, { mood: index + 1, why: '=SUM(A1)', ways: ['mail'] }, { token });
    await untilState(survey.id, ({ responses }) => responses === index + 1);
  }
  await until('all to be acknowledged', async () => (await page(survey.id)).body.items.length === 3);
  return { survey, community, order: links.map(({ person }) => person) };
};

describe('a named survey', () => {
  it('is exported in the order in which it was answered, with people for whom may see them', async () => {
    const { survey, community, order } = await named();
    const csv = await get(`/surveys/${survey.id}/export`);
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="responses-${survey.id}.csv"`);
    const lines = (await csv.text()).replace('\ufeff', '').trim().split('\r\n');
    expect(lines[0]).toBe(
      'response,received,instrumentVersion,person,name,community,mood,trust,role,ways.mail,ways.call,why',
    );
    expect(lines.slice(1).map((line) => line.split(',')[3])).toEqual(order);
    expect(lines.slice(1).map((line) => line.split(',')[4])).toEqual(
      order.map((person) => `Ada ${person.slice(-4)}`),
    );
    expect(lines[1]).toMatch(/,1,,,1,0,'=SUM\(A1\)$/);
    const steering = await side.side.tokenFor({ roles: ['steering'] });
    const without = await (await get(`/surveys/${survey.id}/export?separator=%3B`, steering)).text();
    expect(without).toContain('response;received;instrumentVersion;community;mood');
    for (const person of [...order, 'Ada']) expect(without).not.toContain(person);
    const member = await side.side.tokenFor({ communities: { [community]: 'member' } });
    expect((await get(`/surveys/${survey.id}/export`, member)).status).toBe(403);
    const lines2 = await side.db
      .collection('audit')
      .find({ action: 'exportResponses', outcome: 'done' })
      .toArray();
    expect(lines2.filter(({ targets }) => targets.includes(survey.id))).toHaveLength(2);
  });

  it('is exported as a workbook and as JSON with its dictionary', async () => {
    const { survey, order } = await named();
    const bytes = await buffer((await get(`/surveys/${survey.id}/export?format=xlsx`)).body as never);
    const rows = [];
    const reading = readXlsx(async function* (from, to) {
      yield bytes.subarray(from, to);
    }, bytes.length);
    for await (const { cells } of reading) rows.push(cells);
    expect(rows.slice(1).map((cells) => cells[3])).toEqual(order);
    const json = (await (await get(`/surveys/${survey.id}/export?format=json`)).json()) as {
      responses: ReadResponse[];
      dictionary: object[];
    };
    expect(json.responses.map(({ person }) => person)).toEqual(order);
    expect(json.dictionary[0]).toMatchObject({ column: 'mood', kind: 'scale', text: 'How are you?' });
    const dictionary = await (await get(`/surveys/${survey.id}/dictionary`)).text();
    expect(dictionary).toContain('column,question,kind');
    expect(dictionary).toContain('nurse = Nurse');
  });

  it('is not exported half: without its names it waits for them', async () => {
    const { survey } = await named();
    membership.stop();
    const reply = await get(`/surveys/${survey.id}/export`);
    membership = await answerAsMembership(side, { nameOf: (person) => `Ada ${person.slice(-4)}` });
    expect(reply.status).toBe(503);
    expect(await reply.text()).toContain('names');
    expect((await get(`/surveys/${survey.id}/export?answers=labels`)).status).toBe(200);
  });

  it('is read on from a cursor: nothing twice, nothing left out, and more once more has come', async () => {
    const { survey } = await named();
    const first = (await page(survey.id, '?limit=2')).body;
    expect(first).toMatchObject({ more: true, items: [{ answers: { mood: 1 } }, { answers: { mood: 2 } }] });
    const second = (await page(survey.id, `?limit=2&after=${first.next}`)).body;
    expect(second).toMatchObject({ more: false, items: [{ answers: { mood: 3 } }] });
    const third = (await page(survey.id, `?after=${second.next}`)).body;
    expect(third).toEqual({ items: [], next: second.next, more: false });
    for (const wrong of ['after=%22', 'limit=0', 'limit=1001'])
      expect((await page(survey.id, `?${wrong}`)).status).toBe(400);
    expect((await page(newId())).status).toBe(404);
  });
});

describe('a confidential survey', () => {
  const close = ({ id, version }: Survey) =>
    call(side.api.url, 'POST', `/surveys/${id}/closing`, { as: side.admin, ifMatch: version });

  it('is read once it has closed, without ids, times, people, words or order', async () => {
    const { people } = await side.makeCommunity(9);
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'people', people } });
    const links = await side.linksFor(survey.id, people);
    const sent: string[] = [];
    for (const { token } of links) {
      const { body } = await side.answer(survey.id, { mood: 3, why: 'Because' }, { token });
      sent.push(body.response);
    }
    expect((await page(survey.id)).problem.code).toBe('conflict');
    expect((await get(`/surveys/${survey.id}/export`)).status).toBe(409);
    await close(survey);
    await untilState(survey.id, ({ state, responses }) => state === 'final' && responses === 9);
    const { items } = (await page(survey.id)).body;
    const day = new Date().toISOString().slice(0, 10);
    expect(items).toHaveLength(9);
    for (const item of items)
      expect(item).toEqual({
        received: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        instrumentVersion: 1,
        answers: { mood: 3 },
      });
    expect(items.at(-1)?.received.slice(0, 7)).toBe(day.slice(0, 7));
    const all = await Promise.all(
      ['csv', 'json'].map(async (format) =>
        (await get(`/surveys/${survey.id}/export?format=${format}`)).text(),
      ),
    );
    const cursor = (await page(survey.id, '?limit=1')).body.next ?? '';
    for (const told of [...all, Buffer.from(cursor, 'base64url').toString(), cursor]) {
      for (const id of [...sent, ...people, ...links.map(({ token }) => token)])
        expect(told).not.toContain(id);
      expect(told).not.toContain('Because');
    }
    const stored = await side.db
      .collection('responses')
      .find({ survey: survey.id })
      .sort({ place: 1 })
      .toArray();
    const order = stored.map(({ _id }) => sent.indexOf(String(_id).split('.')[1] ?? ''));
    expect(order.toSorted((a, b) => a - b)).toEqual(sent.map((_, index) => index));
    expect(order).not.toEqual(sent.map((_, index) => index));
  });

  it('is not read where fewer than the smallest group responded', async () => {
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'open' } });
    await side.answer(survey.id, { mood: 3 });
    await close(survey);
    await untilState(survey.id, ({ state }) => state === 'final');
    expect((await page(survey.id)).problem.detail).toContain('Fewer than 8');
  });
});
