import { InstrumentContent } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import type { InstrumentVersionRow } from '../../instruments/definitions/row.ts';
import { compileScores } from '../../instruments/definitions/scores.ts';
import { drawBy, recordKeys } from '../../taking/cell-keys/draw.ts';
import { type AskedSurvey, tally, untally } from '../../taking/responses/decide.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';
import { sumUp } from '../../taking/responses/tallies.ts';
import { resultsOf } from './decide.ts';

const content = InstrumentContent.parse({
  title: 'T',
  questions: [
    { kind: 'scale', key: 'a', text: 'A', from: 0, to: 3 },
    { kind: 'scale', key: 'b', text: 'B', from: 0, to: 3 },
  ],
  scores: [
    {
      key: 'both',
      name: 'Both',
      method: 'sum',
      items: [{ question: 'a' }, { question: 'b', reversed: true }],
    },
  ],
});
const versions = [{ number: 1, ...content } as unknown as InstrumentVersionRow];
const survey = (mode: SurveyRow['mode']) =>
  ({ _id: 's1', title: 'Pulse', mode, invited: 50, audience: { kind: 'people' } }) as SurveyRow;
const rows = Array.from({ length: 40 }, (_, index) => ({
  ...{ _id: `s1.${index}`, instrumentVersion: 1 },
  answers: { a: index % 4, ...(index % 10 > 0 && { b: 1 }) },
})) as unknown as ResponseRow[];

const talliesOf = (some: readonly ResponseRow[], taken: readonly ResponseRow[] = []) => {
  const asked: AskedSurvey = {
    ...{ _id: 's1', network: 'testing', mode: 'confidential', keyOf: recordKeys('a secret') },
    versions: new Map([[1, new Map(content.questions.map((one) => [one.key, one]))]]),
    scoresBy: new Map([[1, compileScores(content)]]),
  };
  return sumUp(
    [...tally(asked, some), ...untally(asked, taken)].map(({ counts, ...part }) => ({
      _id: '',
      ...part,
      counts: Object.fromEntries(counts),
    })),
  );
};
const scoreIn = (mode: SurveyRow['mode'], tallies = talliesOf(rows), draw = drawBy('a secret')) =>
  resultsOf(survey(mode), versions, tallies, new Map(), 8, { state: 'final', draw }).questions.find(
    ({ kind }) => kind === 'score',
  );
// `b` is 1, which counts as 2 the other way round.
const values = rows.flatMap(({ answers }) => ('b' in answers ? [Number(answers.a) + 2] : []));
const mean = values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the results of a score', () => {
  it('are its distribution, mean and spread, with its rule and those who have none', () => {
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(scoreIn('named')).toMatchObject({
      ...{ key: 'both', kind: 'score', text: 'Both', answered: 36, noAnswer: 4, mean },
      rule: 'Sum of 2 answers. Some count the other way round. All of them must be answered.',
      spread: expect.closeTo(spread, 9),
      histogram: [2, 3, 4, 5].map((from) => ({
        ...{ from, to: from + 1 },
        count: values.filter((value) => value === from).length,
      })),
    });
  });

  it('are figures near that where single responses are not told', () => {
    const told = scoreIn('confidential');
    expect(told?.about).toBe(4);
    expect(told?.sum).toBeUndefined();
    expect(Math.abs((told?.mean ?? 0) - mean)).toBeLessThan(1.5);
    const figures = new Set(
      Array.from(
        { length: 30 },
        (_, seed) => scoreIn('confidential', talliesOf(rows), drawBy(`${seed}`))?.noAnswer,
      ),
    );
    expect(figures.size).toBeGreaterThan(3);
  });

  it('are not told of fewer than the smallest group', () => {
    const few = scoreIn(
      'confidential',
      talliesOf(rows.filter((_, index) => index % 10 === 0 || index < 7)),
      () => 0.5,
    );
    expect(few).not.toHaveProperty('histogram');
    expect(few).not.toHaveProperty('mean');
  });

  it('are without what was taken back', () => {
    expect(scoreIn('named', talliesOf(rows, rows.slice(8)))).toEqual(
      scoreIn('named', talliesOf(rows.slice(0, 8))),
    );
  });
});
