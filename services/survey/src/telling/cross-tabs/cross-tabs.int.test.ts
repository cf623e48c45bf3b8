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
    const { people } = await side.makeCommunity(17);
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'people', people } });
    const links = (await side.linksFor(survey.id, people)).values();
    const send = async (moods: number[]) => {
      for (const mood of moods) {
        const { token } = links.next().value ?? {};
        expect((await side.answer(survey.id, { mood }, { token })).status).toBe(202);
      }
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
    expect(shown.questions[0]).toMatchObject({ answered: 8, about: 4 });
    const sum = Object.values(shown.questions[0]?.counts ?? {}).reduce((all, count) => all + count, 0);
    expect(sum).toBeGreaterThan(0);
    expect((await ask(survey.id, 'role', 'mood')).problem.code).toBe('conflict');
    await send([2]);
    await close(survey);
    const final = await untilState(survey.id, ({ state }) => state === 'final');
    expect(final.responses).toBe(17);
    expect(final.questions[0]).toMatchObject({ answered: 17, about: 4 });
    expect((await side.tallied(survey.id, 'mood')).counts).toEqual({ 1: 8, 2: 1, 5: 8 });
  });

  it('tells on an open link how many have answered, and what only once it has closed', async () => {
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'open' } });
    const send = async (mood: number) => {
      for (let time = 0; time < 8; time += 1)
        expect((await side.answer(survey.id, { mood })).status).toBe(202);
    };
    await send(1);
    await until('the reading to be taken', async () =>
      side.db.collection('standings').findOne({ _id: survey.id as never, 'waiting.responses': 8 }),
    );
    await send(5);
    const shown = await untilState(survey.id, ({ responses }) => responses > 0);
    expect(shown).toMatchObject({ state: 'steps', responses: 8, onlySettled: true, questions: [] });
    await close(survey);
    const final = await untilState(survey.id, ({ state }) => state === 'final');
    expect(final).not.toHaveProperty('onlySettled');
    expect(final.questions[0]).toMatchObject({ answered: 16, about: 4, counts: expect.any(Object) });
  });
});

describe('a cross-tab', () => {
  it('counts two questions against each other, all responses in it, and hides what is small', async () => {
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
    expect(table).toMatchObject({ suppressed: false, responses: 30, about: expect.any(Number) });
    expect(table.rows.options.map(({ label }) => label)).toEqual(['Nurse', 'Other', 'No answer']);
    expect(table.cells?.map((row) => row.length)).toEqual([5, 5, 5]);
    const { questions } = await results(survey.id);
    const role = questions.find(({ key }) => key === 'role');
    const alone = [role?.counts?.nurse, role?.counts?.other, role?.noAnswer].map((count = 0) =>
      count < 8 ? null : count,
    );
    expect(table.rowTotals).toEqual(alone);
    for (const figure of [...(table.cells ?? []), table.columnTotals ?? []].flat())
      expect(figure === null || figure >= 8).toBe(true);
    expect((await ask(survey.id, 'role', 'mood')).body.state).toBe('ready');
    // The other way round it is the same table.
    const turned = await counted(survey.id, 'mood', 'role');
    expect(turned.cells?.[0]?.map((_, column) => turned.cells?.map((row) => row[column]))).toEqual(
      table.cells,
    );
    const [pass] = await side.db
      .collection('result_passes')
      .find({ survey: survey.id, rows: 'role', columns: 'mood' })
      .toArray();
    expect(pass?.counted.cells).toEqual(
      expect.arrayContaining(
        [
          { row: 'nurse', column: '2', count: 2 },
          { row: ':no-answer', column: '5', count: 1 },
          { row: ':all', column: '1', count: 17 },
        ].map((cell) => ({ ...cell, key: expect.any(Number) })),
      ),
    );
  });

  it('of a named survey is exact, with those who gave no answer', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    await side.answer(survey.id, { role: 'nurse', mood: 1 });
    await side.answer(survey.id, { role: 'nurse', mood: 2 });
    await side.answer(survey.id, { mood: 1 });
    await untilState(survey.id, ({ responses }) => responses === 3);
    const table = await counted(survey.id, 'role', 'mood');
    expect(table).not.toHaveProperty('about');
    expect(table).toMatchObject({
      responses: 3,
      rowTotals: [2, 0, 1],
      columnTotals: [2, 1, 0, 0, 0],
      cells: [
        [1, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
      ],
    });
    const { questions } = await results(survey.id);
    expect(questions.find(({ key }) => key === 'role')).toMatchObject({ answered: 2, noAnswer: 1 });
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
    const asked = [
      { community: one.community, invited: 9 },
      { community: other.community, invited: 8 },
    ].toSorted((a, b) => (a.community < b.community ? -1 : 1));
    expect(final.communities).toMatchObject(asked);
    expect((await side.tallied(survey.id, '@community')).counts).toEqual({
      [one.community]: 9,
      [other.community]: 7,
    });
    const table = await counted(survey.id, '@community', 'mood');
    expect(table).toMatchObject({ suppressed: false, responses: 16, about: expect.any(Number) });
    expect(table.rows.options.map(({ key }) => key)).toEqual(asked.map(({ community }) => community));
    for (const figure of [...(table.cells ?? []), table.rowTotals ?? [], table.columnTotals ?? []].flat())
      expect(figure === null || figure >= 8).toBe(true);
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
