import type { LearningCase } from '@skein/contracts';
import type { LearningCaseRow } from './row.ts';

export const presentLearningCase = ({ _id, network: _, ...facts }: LearningCaseRow): LearningCase => ({
  id: _id,
  ...facts,
});
