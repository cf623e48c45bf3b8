import type { Question } from '@skein/contracts';
import { expect, it } from 'vitest';
import { refuseFaulty } from '../../instruments/definitions/faults.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { toldOf } from './of-question.ts';

const toldOfScale = (more: object, counted: Record<string, number>) => {
  const question = { kind: 'scale', key: 's', text: 'S?', required: false, ...more } as Question;
  const [history] = historyOf([{ number: 1, questions: [question] }]);
  if (!history) throw new Error('no history');
  const counts = new Map(Object.entries(counted));
  return toldOf({ history, question, answered: 10, counts, current: 1 });
};

it('a scale from 0 to 10 tells its net promoter score where it asks for it, of those who rated', () => {
  const counted = { 10: 4, 9: 1, 8: 2, 6: 1, 0: 2, 'not-applicable': 5 };
  expect(toldOfScale({ from: 0, to: 10, netPromoter: true }, counted)).toMatchObject({ netPromoter: 20 });
  expect(toldOfScale({ from: 0, to: 10 }, counted)).not.toHaveProperty('netPromoter');
  expect(toldOfScale({ from: 0, to: 10, netPromoter: true }, {})).not.toHaveProperty('netPromoter');
});

it('a scale of words tells counts and no mean', () => {
  const pointLabels = ['bad', 'good'].map((label, index) => ({ value: index + 1, label }));
  const told = toldOfScale({ from: 1, to: 2, pointLabels, worded: true }, { 1: 3, 2: 7 });
  expect(told).toMatchObject({ counts: { 1: 3, 2: 7 }, points: [{ label: 'bad' }, { label: 'good' }] });
  expect(told).not.toHaveProperty('mean');
});

it.each<[object, string]>([
  [{ from: 1, to: 5, netPromoter: true }, '#/questions/0/netPromoter'],
  [{ from: 1, to: 3, pointLabels: [{ value: 1, label: 'bad' }], worded: true }, '#/questions/0/worded'],
])('neither is for %j', (more, pointer) => {
  const question = { kind: 'scale', key: 's', text: 'S?', required: false, ...more } as Question;
  const refused = refuseFaulty({ title: 'T', introduction: '', questions: [question] });
  expect(refused?.errors?.map((error) => error.pointer)).toEqual([pointer]);
});
