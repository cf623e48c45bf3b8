import type { AcceptedResponse, Answers, Question } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedSurvey, sortResponses, tally } from './decide.ts';
import { sumUp } from './tallies.ts';

const now = new Date('2026-03-01T10:30:00Z');
const placing = { orderOf: (rowId: string) => rowId };
const common = { text: 'What?', required: false };
const choices = ['red', 'green', 'blue', 'constructor'].map((key) => ({ key, label: key }));
const questions: Question[] = [
  { kind: 'scale', key: 'scale', ...common, from: 1, to: 5 },
  { kind: 'single', key: 'single', ...common, choices },
  { kind: 'multiple', key: 'multiple', ...common, choices },
  { kind: 'text', key: 'text', ...common, maxLength: 100 },
];
const kinds = new Map(questions.map((question) => [question.key, question]));
const named: AskedSurvey = { _id: 's1', network: 'testing', mode: 'named', versions: new Map([[1, kinds]]) };
const confidential: AskedSurvey = { ...named, mode: 'confidential' };
const nothing = { responses: new Set<string>(), links: new Set<string>() };
const response = (id: string, link?: string, answers: Answers = { scale: 3 }): AcceptedResponse => ({
  response: id,
  survey: 's1',
  instrumentVersion: 1,
  receivedAt: '2026-03-01T10:15:00.000Z',
  ...(link && { link }),
  answers,
});
const ids = (rows: readonly { _id: string }[]) => rows.map(({ _id }) => _id);

describe('sorting responses', () => {
  it('takes a response once, within a batch and after it', () => {
    const first = sortResponses(
      named,
      [response('r1'), response('r1'), response('r2')],
      nothing,
      now,
      placing,
    );
    expect(ids(first.rows)).toEqual(['s1.r1', 's1.r2']);
    const again = sortResponses(
      named,
      [response('r1')],
      { ...nothing, responses: new Set(['s1.r1']) },
      now,
      placing,
    );
    expect(again).toEqual({ rows: [], links: [], refused: [] });
  });

  it('keeps the first response of a link, and counts the second as refused', () => {
    const { rows, links, refused } = sortResponses(
      named,
      [response('r1', 'l1'), response('r2', 'l1'), response('r3', 'l2')],
      { ...nothing, links: new Set(['l2']) },
      now,
      placing,
    );
    expect(rows).toMatchObject([{ _id: 's1.r1', link: 'l1' }]);
    expect(ids(links)).toEqual(['l1']);
    expect(refused).toMatchObject([
      { _id: 's1.r2', reason: 'link-used' },
      { _id: 's1.r3', reason: 'link-used' },
    ]);
  });

  it('tells the same response sent again from another person’s with its id', () => {
    const stored = { responses: new Set(['s1.r1']), links: new Set(['l1']) };
    expect(sortResponses(named, [response('r1', 'l1')], stored, now, placing).refused).toEqual([]);
    expect(sortResponses(named, [response('r1', 'l2')], stored, now, placing).refused).toMatchObject([
      { reason: 'response-id-reused' },
    ]);
  });

  it('keeps neither link nor moment in a confidential survey', () => {
    const { rows, links } = sortResponses(
      confidential,
      [response('r1', 'l9'), response('r2', 'l1')],
      nothing,
      now,
      placing,
    );
    expect(rows[0]).not.toHaveProperty('link');
    expect(rows[0]?.receivedAt).toEqual(new Date('2026-03-01T00:00:00Z'));
    expect(ids(links)).toEqual(['l1', 'l9']);
  });

  it('notes which texts were written', () => {
    const { rows } = sortResponses(
      named,
      [response('r1', 'l1', { scale: 1, text: 'so' })],
      nothing,
      now,
      placing,
    );
    expect(rows[0]?.written).toEqual(['text']);
  });
});

describe('tallying', () => {
  const answers = fc
    .record(
      {
        scale: fc.integer({ min: 1, max: 5 }),
        single: fc.constantFrom('red', 'green', 'constructor'),
        multiple: fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'), { minLength: 1 }),
        text: fc.constantFrom('so', 'thus'),
      },
      { requiredKeys: [] },
    )
    .map((record): Answers => ({ ...record }));

  it('equals a recount of what was stored, however the responses come in batches', () => {
    const batch = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), answers), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 6 }), (batches) => {
        const stored = new Map<string, Answers>();
        const parts = batches.flatMap((items, index) => {
          const accepted = items.map(([id, given]) => response(`r${id}`, undefined, given));
          const before = { ...nothing, responses: new Set(stored.keys()) };
          const { rows } = sortResponses(named, accepted, before, now, placing);
          for (const row of rows) stored.set(row._id, row.answers);
          return tally(named, rows).map(({ counts, ...addition }) => ({
            _id: `${index}`,
            ...addition,
            counts: Object.fromEntries(counts),
          }));
        });
        const tallies = sumUp(parts);
        const all = [...stored.values()];
        expect(tallies.get('')?.answered ?? 0).toBe(all.length);
        for (const key of kinds.keys()) {
          const given = all.flatMap((one) => (Object.hasOwn(one, key) ? [one[key]] : []));
          expect(tallies.get(key)?.answered ?? 0).toBe(given.length);
          const options = key === 'text' ? [] : given.flat().map(String);
          const recount = Object.fromEntries(
            [...Map.groupBy(options, (option) => option)].map(([option, same]) => [option, same.length]),
          );
          expect(Object.fromEntries(tallies.get(key)?.counts ?? [])).toEqual(recount);
        }
        const scales = all.flatMap(({ scale }) => (typeof scale === 'number' ? [scale] : []));
        expect(tallies.get('scale')?.sum ?? 0).toBe(scales.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  it('throws at an answer to no question', () => {
    const { rows } = sortResponses(named, [response('r1', 'l1', { other: 1 })], nothing, now, placing);
    expect(() => tally(named, rows)).toThrow('does not ask other');
  });
});
