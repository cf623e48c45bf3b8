import { isRefusal, type Question, type Results } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { addAssessment, dimensionsOf, editAssessment } from './decide.ts';
import type { AssessmentRow } from './row.ts';
import { matrixView } from './view.ts';

const levels = ['None', 'Some', 'Much', 'All'];
const questions: Question[] = [
  { kind: 'levels', key: 'trust', text: 'Trust', required: false, levels },
  {
    kind: 'levels-matrix',
    key: 'health',
    text: 'Health',
    required: false,
    rows: [{ key: 'purpose', label: 'Purpose', levels }],
  },
  { kind: 'text', key: 'why', text: 'Why?', required: false, maxLength: 10 },
];
const dimensions = dimensionsOf(questions);
const row = (over: Partial<AssessmentRow> = {}): AssessmentRow => ({
  ...{
    _id: 'a1',
    network: 'n',
    version: 1,
    community: 'c',
    instrument: 'i',
    title: 'Spring',
    date: '2026-03-01',
  },
  ...{ inside: ['in'], outside: ['out'], agreed: {}, target: {} },
  ...over,
});
const results = (trust: object, purpose: object): Results =>
  ({
    questions: [
      { key: 'trust', counts: trust },
      { key: 'health', rows: [{ key: 'purpose', counts: purpose }] },
    ],
  }) as never;
const now = new Date('2026-06-01T00:00:00Z');

describe('a maturity matrix', () => {
  it('has a dimension for each levels question and each row of a levels matrix', () => {
    expect(dimensions.map(({ key, text }) => [key, text])).toEqual([
      ['trust', 'Trust'],
      ['health.purpose', 'Purpose'],
    ]);
  });

  it('shows now, target and outside view in its cells, the gap, and what the spread is a sign of', () => {
    const rated = {
      row: row({ agreed: { trust: 3 }, target: { trust: 4, 'health.purpose': 2 } }),
      inside: [results({ 3: 4 }, { 1: 2 }), results({ 3: 1 }, { 4: 2 })],
      outside: [results({ 1: 1, 2: 2 }, {})],
    };
    const view = matrixView(dimensions, rated, [rated], now);
    const [trust, purpose] = view.dimensions;
    expect(trust?.cells.map(({ now: at, target, inside, outside }) => [at, target, inside, outside])).toEqual(
      [
        [false, false, false, false],
        [false, false, false, true],
        [true, false, true, false],
        [false, true, false, false],
      ],
    );
    expect(trust).toMatchObject({
      agreed: 3,
      target: 4,
      inside: { raters: 5, mean: 3, spread: 0, sign: 'alike' },
      outside: { raters: 3, level: 2, sign: 'close' },
    });
    expect(trust?.gap).toBeCloseTo(5 / 3 - 3);
    expect(purpose).toMatchObject({
      inside: { mean: 2.5, spread: 1.5, sign: 'divided' },
      outside: { raters: 0 },
    });
    expect(purpose).not.toHaveProperty('gap');
  });

  it('says nothing of too few raters’ likeness, and shows a trend', () => {
    const before = {
      row: row({ _id: 'a0', date: '2025-03-01', agreed: { trust: 1 } }),
      inside: [],
      outside: [],
    };
    const rated = { row: row({ agreed: { trust: 2 } }), inside: [results({ 2: 2 }, {})], outside: [] };
    const [trust] = matrixView(dimensions, rated, [before, rated], now).dimensions;
    expect(trust?.inside).not.toHaveProperty('sign');
    expect(trust?.history).toEqual([
      { assessment: 'a0', date: '2025-03-01', agreed: 1 },
      { assessment: 'a1', date: '2026-03-01', agreed: 2, inside: 2 },
    ]);
  });
});

describe('an assessment', () => {
  const surveys = new Map([
    ['in', { instrument: 'i' }],
    ['other', { instrument: 'j' }],
  ]);
  const ground = { dimensions, surveys };
  const content = () => {
    const { _id, network: _, version: __, ...rest } = row({ outside: [] });
    return rest;
  };
  const add = (over: object) => addAssessment({ ...content(), ...over }, ground, 'n', 'a1');

  it('is refused with the fields named', () => {
    const wrong: [object, string, string][] = [
      [{ outside: ['nowhere'] }, 'unknown-reference', 'outside.0'],
      [{ outside: ['other'] }, 'invalid-request', 'outside.0'],
      [{ outside: ['in'] }, 'invalid-request', 'outside.0'],
      [{ agreed: { trust: 5 } }, 'invalid-request', 'agreed.trust'],
      [{ target: { health: 1 } }, 'invalid-request', 'target.health'],
      [{ targetDate: '2026-03-01' }, 'invalid-request', 'targetDate'],
    ];
    for (const [over, code, field] of wrong)
      expect(add(over)).toMatchObject({
        refused: code,
        errors: [{ pointer: `#/${field.replace('.', '/')}` }],
      });
    expect(addAssessment(content(), { ...ground, dimensions: [] }, 'n', 'a1')).toMatchObject({
      refused: 'conflict',
    });
  });

  it('takes what is right, and an edit that says nothing new leaves it at its version', () => {
    const made = add({ agreed: { 'health.purpose': 4 } });
    if (isRefusal(made)) throw new Error(made.detail);
    expect(made.version).toBe(1);
    expect(editAssessment(made, { target: { trust: 4 } }, ground)).toMatchObject({
      row: { version: 2, target: { trust: 4 } },
      fields: ['target'],
    });
    expect(editAssessment(made, { title: 'Spring' }, ground)).toMatchObject({ fields: [] });
  });
});
