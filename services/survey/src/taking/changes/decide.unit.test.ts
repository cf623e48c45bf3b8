import type { Answers, Question } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedSurvey,
  isWithdrawn,
  nothingStored,
  rowIdOf,
  sortResponses,
  tally,
  untally,
} from '../responses/decide.ts';
import type { ResponseRow } from '../responses/row.ts';
import type { Addition } from '../responses/tallies.ts';
import { applyChanges, type Change, isChange } from './decide.ts';

const placing = { orderOf: (rowId: string) => rowId };
const common = { text: 'What?', required: false };
const choices = ['red', 'green', 'blue'].map((key) => ({ key, label: key }));
const questions: Question[] = [
  { kind: 'scale', key: 'scale', ...common, from: 1, to: 5 },
  { kind: 'multiple', key: 'multiple', ...common, choices },
  { kind: 'number', key: 'number', ...common },
  { kind: 'text', key: 'text', ...common, maxLength: 100 },
];
const asked = new Map(questions.map((question) => [question.key, question]));
const survey: AskedSurvey = {
  _id: 's1',
  network: 'testing',
  mode: 'anonymous',
  versions: new Map([
    [1, asked],
    [2, asked],
  ]),
};
const now = new Date('2026-03-01T10:30:00Z');
const accepted = { survey: 's1', instrumentVersion: 1, receivedAt: '2026-03-01T00:00:00.000Z', answers: {} };

const answers: fc.Arbitrary<Answers> = fc
  .record(
    {
      scale: fc.integer({ min: 1, max: 5 }),
      multiple: fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'), { minLength: 1 }),
      number: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      text: fc.constantFrom('so', 'thus'),
    },
    { requiredKeys: [] },
  )
  .map((record) => ({ ...record }) as Answers);

const responses = ['a', 'b', 'c'];
const change = fc.record({
  response: fc.constantFrom(...responses),
  // Now and then with a receipt that is not of the response.
  receipt: fc.constantFrom('own', 'own', 'own', 'wrong'),
  revision: fc.integer({ min: 1, max: 4 }),
  withdrawn: fc.constantFrom(false, false, false, true),
  instrumentVersion: fc.constantFrom(1, 2),
  answers,
});
type Drawn = (typeof change)['generate'] extends (...args: never) => { value: infer V } ? V : never;

// A revision is one thing: the client that counts it up sends the same again, or a higher one.
const toChange = (
  { withdrawn, revision, ...said }: Drawn,
  contents: ReadonlyMap<string, Answers>,
): Change => ({
  ...accepted,
  ...said,
  ...(withdrawn
    ? { withdrawn: true as const, answers: {} }
    : {
        revision,
        answers: contents.get(`${said.response} ${said.receipt} ${revision}`) ?? said.answers,
        instrumentVersion: 1 + (revision % 2),
      }),
});

/** The tallies that all additions come to, without noughts. */
const sum = (additions: readonly Addition[]): Record<string, number> => {
  const total = new Map<string, number>();
  const add = (key: string, by: number) => total.set(key, (total.get(key) ?? 0) + by);
  for (const { question, answered, sum: points, counts } of additions) {
    add(`${question} answered`, answered);
    add(`${question} sum`, points);
    for (const [key, count] of counts) add(`${question} ${key}`, count);
  }
  return Object.fromEntries([...total].filter(([, value]) => value !== 0).toSorted());
};

describe('changing and withdrawing', () => {
  const first = responses.map((response) => ({
    ...accepted,
    response,
    receipt: 'own',
    answers: { scale: 3, number: 7 },
  }));

  /** Plays messages against a store, as the worker does, and a recount of what is stored in the end. */
  const play = (messages: readonly (readonly Change[])[]) => {
    const { rows } = sortResponses(survey, first, nothingStored, now, placing);
    const stored = new Map<string, ResponseRow>(rows.map((row) => [row._id, row]));
    const additions = [...tally(survey, rows)];
    for (const changes of messages) {
      const applied = applyChanges(survey, changes, stored, placing);
      additions.push(...untally(survey, applied.before), ...tally(survey, applied.after));
      for (const row of applied.rows) stored.set(row._id, row);
    }
    const held = [...stored.values()].filter((row) => !isWithdrawn(row));
    return { stored, held, total: sum(additions), recount: sum(tally(survey, held)) };
  };

  it('comes to the same whatever the order, the batches and the repetitions, and tallies as a recount does', () => {
    const story = fc.array(change, { maxLength: 12 }).chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        contents: fc.array(answers, { minLength: 24, maxLength: 24 }),
        order: fc.shuffledSubarray([...drawn, ...drawn], { minLength: drawn.length * 2 }),
        cut: fc.integer({ min: 1, max: 5 }),
      }),
    );
    fc.assert(
      fc.property(story, ({ drawn, contents, order, cut }) => {
        const keys = responses.flatMap((response) =>
          ['own', 'wrong'].flatMap((receipt) => [1, 2, 3, 4].map((n) => `${response} ${receipt} ${n}`)),
        );
        const said = new Map(keys.map((key, index) => [key, contents[index] ?? {}]));
        const changes = drawn.map((one) => toChange(one, said));
        const shuffled = order.map((one) => toChange(one, said));
        const batches = Array.from({ length: Math.ceil(shuffled.length / cut) }, (_, index) =>
          shuffled.slice(index * cut, (index + 1) * cut),
        );
        const [straight, other] = [play(changes.map((one) => [one])), play(batches)];
        expect(other.stored).toEqual(straight.stored);
        expect(other.total).toEqual(other.recount);
        expect(straight.total).toEqual(straight.recount);
        for (const response of responses) {
          const own = changes.filter((one) => one.response === response && one.receipt === 'own');
          const row = straight.stored.get(rowIdOf('s1', response)) as ResponseRow;
          expect(isWithdrawn(row)).toBe(own.some(({ withdrawn }) => withdrawn));
          if (!isWithdrawn(row))
            expect(row.revision ?? 0).toBe(Math.max(0, ...own.map(({ revision = 0 }) => revision)));
        }
      }),
    );
  });

  it('leaves nothing of what is withdrawn but its id, under no survey’s name', () => {
    const { stored } = play([[{ ...accepted, response: 'a', receipt: 'own', withdrawn: true, answers: {} }]]);
    expect(stored.get('s1.a')).toEqual({
      _id: 's1.a',
      network: 'testing',
      survey: 's1.withdrawn',
      instrumentVersion: 0,
      receivedAt: new Date('2026-03-01T00:00:00Z'),
      written: [],
      answers: {},
    });
  });

  it('puts aside what comes before its response', () => {
    const early = { ...accepted, response: 'z', receipt: 'own', revision: 1, answers: { scale: 1 } };
    expect(applyChanges(survey, [early], new Map(), placing)).toMatchObject({ rows: [], early: [early] });
    expect(isChange(early)).toBe(true);
    expect(isChange({ ...early, revision: undefined })).toBe(false);
  });
});
