import type { Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import type { InstrumentVersionRow } from '../../instruments/definitions/row.ts';
import { drawBy } from '../../taking/cell-keys/draw.ts';
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
const survey = (mode: SurveyRow['mode']) =>
  ({ _id: 's1', title: 'Pulse', mode, invited: 20, audience: { kind: 'people' } }) as SurveyRow;
const closed = { state: 'final' as const, draw: drawBy('a secret') };
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
        noAnswer: 0,
        counts: { 0: 0, 1: 6, 2: 2 },
        mean: 1.25,
        spread: Math.sqrt((6 * 0.25 ** 2 + 2 * 0.75 ** 2) / 8),
        points: [
          { key: '0', label: 'l' },
          { key: '2', label: 'h' },
        ],
      },
      {
        ...{ key: 'levels', kind: 'levels', text: 'What?', answered: 0, noAnswer: 8, counts: { 1: 0, 2: 0 } },
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
        noAnswer: 5,
        options: ['red', 'green'].map((key) => ({ key, label: key, labels: [{ number: 1, text: key }] })),
        counts: { red: 3, green: 0 },
      },
      { key: 'text', kind: 'text', text: 'What?', answered: 2, noAnswer: 6, texts: ['so', 'thus'] },
    ]);
  });

  it('withholds all of a confidential survey below the smallest group', () => {
    const few = resultsOf(survey('confidential'), version, tallies, texts, 9, closed);
    expect(few).toMatchObject({ suppressed: true, questions: [], responses: 8, smallestGroup: 9 });
    expect(resultsOf(survey('named'), version, tallies, texts, 9).suppressed).toBe(false);
  });

  it('tells figures in place of counts, and withholds those of questions that too few have answered', () => {
    const { questions: shown, suppressed } = resultsOf(
      survey('confidential'),
      version,
      tallies,
      new Map(),
      8,
      closed,
    );
    expect(suppressed).toBe(false);
    expect(shown[0]).toMatchObject({ about: 4, counts: expect.any(Object), noAnswer: expect.any(Number) });
    for (const { answered, counts } of shown) expect(counts === undefined || answered >= 8).toBe(true);
    expect(shown[2]).not.toHaveProperty('counts');
    expect(shown[3]).not.toHaveProperty('texts');
    expect(readableTexts(survey('confidential'), version, tallies, 8)).toEqual([]);
    expect(readableTexts(survey('named'), version, tallies, 8)).toEqual(['text']);
  });

  it('tells counts as they are where every part of a question is larger than the smallest group', () => {
    const single: Question[] = [
      { kind: 'yes-no', key: 'q', text: 'Q?', required: true },
      { kind: 'yes-no', key: 'after', text: 'And?', required: true, showIf: { question: 'q', equals: true } },
    ];
    const resultFor = (yes: number, no: number, asking = survey('confidential')) => {
      const all = new Map([
        ['', tallied(yes + no)],
        ['q', tallied(yes + no, 0, { yes, no })],
        ['after', tallied(yes, 0, { yes, ':not-asked': no })],
      ]);
      return resultsOf(asking, [{ number: 1, questions: single }], all, new Map(), 8, closed).questions;
    };
    expect(resultFor(15, 9)[0]).toEqual({
      ...{ key: 'q', kind: 'yes-no', text: 'Q?', answered: 24, counts: { yes: 15, no: 9 } },
    });
    expect(resultFor(16, 8)[0]).toMatchObject({ answered: 24, about: 4 });
    // Who was asked by condition is a cell of two questions, and so never told as it is.
    expect(resultFor(30, 30)[1]).toMatchObject({ about: 4, notAsked: expect.any(Number) });
    // On an open link one person may have given all of them.
    const open = { ...survey('confidential'), audience: { kind: 'open' as const } };
    expect(resultFor(15, 9, open)[0]).toMatchObject({ about: 4 });
  });

  it('shows the texts of a question that few were asked, or few were not, to nobody', () => {
    const asked = (required: boolean): Question[] => [
      { kind: 'yes-no', key: 'q', text: 'Q?', required: true },
      {
        kind: 'text',
        key: 'why',
        text: 'Why?',
        required,
        maxLength: 9,
        showIf: { question: 'q', equals: true },
      },
    ];
    const readable = (wrote: number, others: number) => {
      const all = new Map([
        ['', tallied(wrote + others)],
        ['why', tallied(wrote)],
      ]);
      return readableTexts(survey('confidential'), [{ number: 1, questions: asked(true) }], all, 8);
    };
    expect(readable(8, 9)).toEqual(['why']);
    expect(readable(7, 20)).toEqual([]);
    expect(readable(20, 8)).toEqual([]);
  });
});
