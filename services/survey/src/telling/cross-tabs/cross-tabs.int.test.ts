import type { CrossTab, Results, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const results = async (id: string) =>
  (await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin })).body;
const untilState = (id: string, matches: (found: Results) => boolean) =>
  until('the results to be so', async () => {
    const found = await results(id);
    return matches(found) && found;
  });
const close = ({ id, version }: Survey) =>
  call(side.api.url, 'POST', `/surveys/${id}/closing`, { as: side.admin, ifMatch: version });
const ask = (id: string, rows: string, columns: string, as: string = side.admin) =>
  call<CrossTab>(side.api.url, 'POST', `/surveys/${id}/cross-tabs`, { as, body: { rows, columns } });
const counted = async (id: string, rows: string, columns: string) => {
  expect((await ask(id, rows, columns)).status).toBe(202);
  return until('the cross-tab', async () => {
    const path = `/surveys/${id}/cross-tabs/${rows}/${columns}`;
    const { body } = await call<CrossTab>(side.api.url, 'GET', path, { as: side.admin });
    return body.state === 'ready' && body;
  });
};

describe('an open survey that is not named', () => {
  it('shows what it had a smallest group of responses before, and all once it has closed', async () => {
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'open' } });
    const send = async (moods: number[]) => {
      for (const mood of moods) expect((await side.answer(survey.id, { mood })).status).toBe(202);
    };
    const waits = (responses: number) =>
      until('the reading to be taken', async () =>
        side.db.collection('standings').findOne({ _id: survey.id as never, 'waiting.responses': responses }),
      );
    await send(Array(8).fill(1));
    await waits(8);
    expect(await results(survey.id)).toMatchObject({ state: 'steps', responses: 0, suppressed: true });
    await send(Array(7).fill(5));
    expect((await results(survey.id)).responses).toBe(0);
    await send([5]);
    const shown = await untilState(survey.id, ({ responses }) => responses > 0);
    expect(shown).toMatchObject({ state: 'steps', responses: 8, asOf: expect.any(String) });
    expect(shown.questions[0]?.counts).toEqual({ 1: 8, 2: 0, 3: 0, 4: 0, 5: 0 });
    expect((await ask(survey.id, 'role', 'mood')).problem.code).toBe('conflict');
    await send([2]);
    await close(survey);
    const final = await untilState(survey.id, ({ state }) => state === 'final');
    expect(final.responses).toBe(17);
    expect(final.questions[0]?.counts).toEqual({ 1: 8, 2: 1, 3: 0, 4: 0, 5: 8 });
  });
});

describe('a cross-tab', () => {
  it('counts two questions against each other, hides what is small, and is counted anew on request', async () => {
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'open' } });
    const given: [string, number, number][] = [
      ['nurse', 1, 9],
      ['nurse', 2, 2],
      ['other', 1, 8],
      ['other', 2, 10],
    ];
    for (const [role, mood, times] of given)
      for (let time = 0; time < times; time += 1) await side.answer(survey.id, { role, mood });
    await side.answer(survey.id, { mood: 5 });
    await close(survey);
    await untilState(survey.id, ({ state, responses }) => state === 'final' && responses === 30);
    const table = await counted(survey.id, 'role', 'mood');
    expect(table).toMatchObject({
      suppressed: false,
      responses: 29,
      rowTotals: [11, 18],
      columnTotals: [17, 12, 0, 0, 0],
      cells: [
        [null, null, 0, 0, 0],
        [null, null, 0, 0, 0],
      ],
    });
    expect(table.rows.options.map(({ label }) => label)).toEqual(['Nurse', 'Other']);
    expect((await ask(survey.id, 'role', 'mood')).body.state).toBe('ready');
    const versions = await counted(survey.id, '@version', 'mood');
    expect(versions.cells).toEqual([[17, 12, 0, 0, 1]]);
  });

  it('refuses what is no question of it, or not counted, naming the field', async () => {
    const { id } = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const wrong: [string, string, number, string][] = [
      ['nothing', 'mood', 422, '#/rows'],
      ['role', 'why', 409, '#/columns'],
      ['role', 'role', 409, '#/columns'],
      ['@community', 'mood', 409, '#/rows'],
      ['role', '@version', 400, '#/columns'],
    ];
    for (const [rows, columns, status, pointer] of wrong) {
      const { problem } = await ask(id, rows, columns);
      expect({ rows, columns, status: problem.status, at: problem.errors?.[0]?.pointer }).toEqual({
        ...{ rows, columns, status, at: pointer },
      });
    }
    const read = `/surveys/${id}/cross-tabs/role/mood`;
    expect((await call(side.api.url, 'GET', read, { as: side.admin })).status).toBe(404);
    expect((await ask(newId(), 'role', 'mood')).status).toBe(404);
    expect(await side.db.collection('result_passes').countDocuments({ survey: id })).toBe(0);
  });

  it('by community is kept where the survey says so; rates of answering are there without', async () => {
    const one = await side.makeCommunity(9);
    const other = await side.makeCommunity(8);
    const people = [...one.people, ...other.people];
    const survey = await side.openAndAnnounce({
      ...{ mode: 'confidential', groupBy: 'community', audience: { kind: 'people', people } },
    });
    const links = await side.linksFor(survey.id, people);
    for (const { person, token } of links)
      if (person !== other.people[0])
        await side.answer(survey.id, { mood: one.people.includes(person) ? 4 : 2 }, { token });
    await close(survey);
    const final = await untilState(
      survey.id,
      ({ state, responses }) => state === 'final' && responses === 16,
    );
    expect(final.communities).toEqual(
      [
        { community: one.community, invited: 9, answered: 9, share: 1 },
        { community: other.community, invited: 8, answered: 7, share: 7 / 8 },
      ].toSorted((a, b) => (a.community < b.community ? -1 : 1)),
    );
    // Seven of the second answered: too few to be shown, and the first would tell them.
    expect(await counted(survey.id, '@community', 'mood')).toMatchObject({
      suppressed: false,
      responses: 16,
      rowTotals: [null, null],
      columnTotals: [0, 7, 0, 9, 0],
      cells: [Array(5).fill(null), Array(5).fill(null)],
    });
  });
});

describe('waves', () => {
  it('put the surveys of an instrument side by side, each as it was worded then', async () => {
    const { instrument } = await side.publishInstrument();
    const run = async (mood: number) => {
      const { body } = await side.open(instrument, { audience: { kind: 'open' } });
      await side.untilAnnounced(body.id);
      const { body: survey } = await call<Survey>(side.api.url, 'GET', `/surveys/${body.id}`, {
        as: side.admin,
      });
      await side.answer(body.id, { mood }, { instrumentVersion: survey.instrumentVersion });
      await untilState(body.id, ({ responses }) => responses === 1);
      return body.id;
    };
    const first = await run(2);
    await side.publishAgain(instrument, {
      questions: [{ kind: 'scale', key: 'mood', text: 'How well are you?', from: 1, to: 5 }],
    });
    const second = await run(4);
    const path = `/instruments/${instrument}/waves`;
    const { body } = await call<{
      surveys: { survey: string }[];
      questions: { key: string; waves: object[] }[];
    }>(side.api.url, 'GET', path, { as: side.admin });
    expect(body.surveys.map(({ survey }) => survey)).toEqual([first, second]);
    expect(body.questions[0]).toMatchObject({
      key: 'mood',
      waves: [
        { survey: first, text: 'How are you?', mean: 2 },
        { survey: second, text: 'How well are you?', mean: 4 },
      ],
    });
    expect(body.questions[1]?.waves).toHaveLength(1);
    expect(
      (await call(side.api.url, 'GET', `/instruments/${newId()}/waves`, { as: side.admin })).status,
    ).toBe(404);
  });
});
