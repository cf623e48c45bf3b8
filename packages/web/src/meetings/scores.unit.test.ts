import { expect, it } from 'vitest';
import { pointsOf, statementsIn } from './scores.ts';

const surveys = [
  { survey: 's1', opensAt: '2026-10-01T12:00:00Z', suppressed: false },
  { survey: 's2', opensAt: '2026-11-01T12:00:00Z', suppressed: true },
  { survey: 's3', opensAt: '2026-12-01T12:00:00Z', suppressed: false },
];
const wave = (survey: string, mean?: number) => ({ survey, text: 'I learnt', answered: 6, mean });

it('follows a statement through the meetings, and shows nothing that is withheld', () => {
  const questions = [
    { key: 'q1', waves: [wave('s1', 3), wave('s2', 5), wave('s3', 4)] },
    { key: 'q2', waves: [wave('s1')] },
  ];
  const [one, ...others] = statementsIn({ surveys, questions });
  expect(others).toEqual([]);
  expect(one).toMatchObject({ text: 'I learnt', said: [{ mean: 3 }, { survey: 's2' }, { mean: 4 }] });
  expect(one?.said[1]).not.toHaveProperty('mean');
  expect(pointsOf(one?.said ?? [])).toEqual([
    { survey: 's1', x: 5, y: 35 },
    { survey: 's3', x: 155, y: 5 },
  ]);
});
