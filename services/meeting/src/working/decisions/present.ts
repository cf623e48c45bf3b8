import type { Decision } from '@skein/contracts';
import type { DecisionRow } from './row.ts';

export const presentDecision = ({ _id, network: _, reviews, ...facts }: DecisionRow): Decision => ({
  id: _id,
  ...facts,
  reviews: reviews.map(({ at, ...review }) => ({ at: at.toISOString(), ...review })),
});
