import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import type { InstrumentVersionRow } from '../../instruments/definitions/row.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { readableTexts, resultsOf } from './decide.ts';

const common = { text: 'What?', required: false };
const questions: Question[] = [
  { kind: 'scale', key: 'scale', ...common, from: 0, to: 2, lowLabel: 'l', highLabel: 'h' },
  { kind: 'levels', key: 'levels', ...common, levels: ['low', 'high'] },
  {
    kind: 'single',
    key: 'single',
    ...common,
    choices: ['red', 'green'].map((key) => ({ key, label: key })),
  },
  { kind: 'text', key: 'text', ...common, maxLength: 100 },
];
const version = [{ number: 1, questions } as InstrumentVersionRow];
const survey = (mode: SurveyRow['mode']) => ({ _id: 's1', title: 'Pulse', mode, invited: 20 }) as SurveyRow;
const tallied = (answered: number, sum = 0, counts: Record<string, number> = {}): Tally => ({
  answered,
  sum,
  counts: new Map(Object.entries(counts)),
});
const tallies = new Map([
  ['', tallied(8)],
  ['scale', tallied(8, 10, { 1: 6, 2: 2 })],
  ['single', tallied(3, 0, { red: 3 })],
  ['text', tallied(2)],
]);
const texts = new Map([['text', ['so', 'thus']]]);

describe('results', () => {
  it('shows each option, also those nobody chose, and means where numbers are', () => {
    const { questions: shown, suppressed } = resultsOf(survey('named'), version, tallies, texts, 8);
    expect(suppressed).toBe(false);
    expect(shown).toEqual([
      {
        key: 'scale',
        kind: 'scale',
        text: 'What?',
        answered: 8,
        counts: { 0: 0, 1: 6, 2: 2 },
        mean: 1.25,
        spread: Math.sqrt((6 * 0.25 ** 2 + 2 * 0.75 ** 2) / 8),
        points: [
          { key: '0', label: 'l' },
          { key: '2', label: 'h' },
        ],
      },
      {
        ...{ key: 'levels', kind: 'levels', text: 'What?', answered: 0, counts: { 1: 0, 2: 0 } },
        points: [
          { key: '1', label: 'low' },
          { key: '2', label: 'high' },
        ],
      },
      {
        key: 'single',
        kind: 'single',
        text: 'What?',
        answered: 3,
        options: ['red', 'green'].map((key) => ({ key, label: key, labels: [{ number: 1, text: key }] })),
        counts: { red: 3, green: 0 },
      },
      { key: 'text', kind: 'text', text: 'What?', answered: 2, texts: ['so', 'thus'] },
    ]);
  });

  it('withholds all of a confidential survey below the smallest group', () => {
    const few = resultsOf(survey('confidential'), version, tallies, texts, 9);
    expect(few).toMatchObject({ suppressed: true, questions: [], responses: 8, smallestGroup: 9 });
    expect(resultsOf(survey('named'), version, tallies, texts, 9).suppressed).toBe(false);
  });

  it('withholds, above it, the questions that too few have answered', () => {
    const { questions: shown, suppressed } = resultsOf(survey('confidential'), version, tallies, texts, 8);
    expect(suppressed).toBe(false);
    expect(shown[0]).toHaveProperty('counts');
    expect(shown[2]).toEqual({ key: 'single', kind: 'single', text: 'What?', answered: 3 });
    expect(shown[3]).not.toHaveProperty('texts');
    expect(readableTexts(survey('confidential'), version, tallies, 8)).toEqual([]);
    expect(readableTexts(survey('named'), version, tallies, 8)).toEqual(['text']);
  });
});
