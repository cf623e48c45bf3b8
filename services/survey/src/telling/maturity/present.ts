import type { Assessment } from '@skein/contracts';
import type { AssessmentRow } from './row.ts';

export const presentAssessment = ({ _id, network: _, ...facts }: AssessmentRow): Assessment => ({
  id: _id,
  ...facts,
});
