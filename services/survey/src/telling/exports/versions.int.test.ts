import { buffer } from 'node:stream/consumers';
import type { ExportColumn, Question, ReadResponse, Results, Survey } from '@skein/contracts';
import { call, until } from '@skein/service-kit/testing';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerAsMembership } from '../../testing/audience-side.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let membership: Awaited<ReturnType<typeof answerAsMembership>>;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  membership = await answerAsMembership(side, {});
});
afterAll(async () => {
  membership?.stop();
  await side?.stop();
});

const get = (path: string) =>
  fetch(`${side.api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${side.admin}` } });

const mood = { kind: 'scale', key: 'mood', text: 'How are you?', from: 1, to: 5 };
const role = (...choices: [key: string, label: string, other?: true][]) => ({
  ...{ kind: 'single', key: 'role', text: 'Your role?' },
  choices: choices.map(([key, label, other]) => ({ key, label, ...(other && { other }) })),
});
const ways = (...keys: string[]) => ({
  ...{ kind: 'multiple', key: 'ways', text: 'Which ways?' },
  choices: keys.map((key) => ({ key, label: key })),
});
const gone = { kind: 'text', key: 'gone', text: 'What went?', maxLength: 50 };
const day = { kind: 'date', key: 'day', text: 'Since when?' };

/** Each version with what one person answered to it. */
const asked: [questions: object[], answers: Record<string, unknown>][] = [
  [
    [mood, role(['nurse', 'Nurse'], ['else', 'Else', true]), ways('mail', 'call'), gone],
    {
      mood: 1,
      role: { choice: 'else', text: 'Porter, "night"' },
      ways: ['call'],
      gone: 'It went,\nall of it',
    },
  ],
  [
    [
      { ...mood, text: 'How do you feel?' },
      role(['nurse', 'Nursing'], ['porter', 'Porter']),
      ways('mail', 'post'),
      day,
    ],
    { mood: 2, role: 'porter', ways: ['mail'], day: '2026-01-31' },
  ],
  [
    [{ ...mood, text: 'How do you feel now?' }, role(['nurse', 'Nursing staff'], ['porter', 'Porter'])],
    { mood: 3, role: 'nurse' },
  ],
];

/** A named survey that was asked in three versions, one person answering each. */
const throughVersions = async (): Promise<Survey> => {
  const { people } = await side.makeCommunity(3);
  const [first] = asked;
  const { instrument } = await side.publishContent({ title: 'Pulse', questions: first?.[0] });
  let { body: survey } = await side.open(instrument, { audience: { kind: 'people', people } });
  await side.untilAnnounced(survey.id);
  const links = await side.linksFor(survey.id, people);
  for (const [index, [questions, answers]] of asked.entries()) {
    const number = index + 1;
    if (number > 1) {
      expect((await side.publishAgain(instrument, { questions })).status).toBe(201);
      const taking = { as: side.admin, body: { number }, ifMatch: survey.version };
      survey = (await call<Survey>(side.api.url, 'POST', `/surveys/${survey.id}/versions`, taking)).body;
    }
    const more = { token: links[index]?.token, instrumentVersion: number };
    await until('the answer to be taken', async () => {
      const reply = await side.answer(survey.id, answers as never, more);
      if (![202, 409].includes(reply.status)) throw new Error(reply.problem.detail);
      return reply.status === 202;
    });
  }
  await until('all to be counted and acknowledged', async () => {
    const { body } = await call<Results>(side.api.url, 'GET', `/surveys/${survey.id}/results`, {
      as: side.admin,
    });
    const page = await call<{ items: unknown[] }>(side.api.url, 'GET', `/surveys/${survey.id}/responses`, {
      as: side.admin,
    });
    return body.responses === 3 && page.body.items.length === 3;
  });
  return survey;
};

const cellText = (cell: unknown): string => {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
};

const rowsOf = async (path: string): Promise<string[][]> => {
  const sheets = await readExcelFile(await buffer((await get(path)).body as never));
  return (sheets[0]?.data ?? []).map((row) => row.map(cellText));
};

const columns = ['mood', 'role', 'role.text', 'ways.mail', 'ways.post', 'ways.call', 'day', 'gone'];
const lines = [
  ['1', 'else', 'Porter, "night"', '0', '0', '1', '', 'It went,\nall of it'],
  ['2', 'porter', '', '1', '0', '0', '2026-01-31', ''],
  ['3', 'nurse', '', '', '', '', '', ''],
];

it('an export has the responses of all versions, every removed question and every renamed choice', async () => {
  const { id } = await throughVersions();
  const workbook = await rowsOf(`/surveys/${id}/export?format=xlsx`);
  const own = (workbook[0] ?? []).indexOf('mood');
  const version = (workbook[0] ?? []).indexOf('instrumentVersion');
  const filled = (cells: string[]) =>
    Array.from({ length: columns.length }, (_, at) => cells[own + at] ?? '');
  expect(workbook[0]?.slice(own).toSorted()).toEqual(columns.toSorted());
  const inOrder = (cells: string[]) =>
    columns.map((name) => filled(cells)[workbook[0]?.slice(own).indexOf(name) ?? -1]);
  expect(workbook.slice(1).map(inOrder)).toEqual(lines);
  expect(workbook.slice(1).map((cells) => cells[version])).toEqual(['1', '2', '3']);

  const csv = await (await get(`/surveys/${id}/export`)).text();
  expect(csv).toContain('"Porter, ""night"""');
  expect(csv).toContain('"It went,\nall of it"');
  expect(csv.replace('\ufeff', '').split('\r\n')[0]?.split(',').slice(own)).toEqual(workbook[0]?.slice(own));

  const json = (await (await get(`/surveys/${id}/export?format=json`)).json()) as {
    responses: ReadResponse[];
    dictionary: ExportColumn[];
  };
  expect(json.responses.map(({ instrumentVersion, answers }) => [instrumentVersion, answers])).toEqual(
    asked.map(([, answers], index) => [index + 1, answers]),
  );
  const told = new Map(json.dictionary.map((column) => [column.column, column]));
  expect([...told.keys()].toSorted()).toEqual(columns.toSorted());
  expect(told.get('mood')?.wordings.map(({ number, text }) => `${number} ${text}`)).toEqual([
    ...['1 How are you?', '2 How do you feel?', '3 How do you feel now?'],
  ]);
  expect(told.get('gone')).toMatchObject({
    kind: 'text' as Question['kind'],
    firstVersion: 1,
    lastVersion: 1,
  });
  expect(told.get('ways.call')).toMatchObject({ firstVersion: 1, lastVersion: 1 });
  expect(told.get('day')).toMatchObject({ firstVersion: 2, lastVersion: 2 });
  expect(told.get('role')).toMatchObject({
    values: { nurse: 'Nursing staff', porter: 'Porter', else: 'Else' },
    renamed: {
      nurse: [
        { number: 1, text: 'Nurse' },
        { number: 2, text: 'Nursing' },
        { number: 3, text: 'Nursing staff' },
      ],
    },
  });
  const dictionary = await rowsOf(`/surveys/${id}/dictionary?format=xlsx`);
  const roleRow = dictionary.find(([column]) => column === 'role');
  expect(roleRow).toContain(
    'nurse from version 1: Nurse\nnurse from version 2: Nursing\nnurse from version 3: Nursing staff',
  );
});
