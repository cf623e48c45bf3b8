import {
  type ContributionBody,
  type ContributionPart,
  partsOf,
  type Refusal,
  refuse,
} from '@skein/contracts';
import type { ContributionRow, LearningCaseRow } from './row.ts';

/** As much can be added to one case. */
export const mostContributions = 1_000;

/** What makes a case wait for feedback: something to take forward. */
export const takenForward: readonly ContributionPart[] = ['insight', 'lesson'];

/** An id of its own for what an earlier version stored without one, the same each time that it is read. */
const idAt = (id: string, place: number): string =>
  `${id.slice(0, -12)}${place.toString(16).padStart(12, '0')}`;

/** What was added to a case, in the order in which it was; of earlier versions the two lists that they had. */
export const contributionsOf = (
  { _id, contributions, observations = [], insights = [] }: LearningCaseRow,
  at: Date,
): ContributionRow[] => {
  if (contributions) return contributions;
  const listed = [
    ...observations.map((text) => ({ part: 'observation' as const, text })),
    ...insights.map((text) => ({ part: 'insight' as const, text })),
  ];
  return listed.map((one, place) => ({ id: idAt(_id, place), ...one, at }));
};

/** The row with what was added to it as it is stored now. */
export const withContributions = (
  row: LearningCaseRow,
  contributions: ContributionRow[],
): LearningCaseRow => {
  const { observations: _, insights: __, ...rest } = row;
  return { ...rest, contributions };
};

type Given = Pick<ContributionBody, 'part' | 'party' | 'criterion' | 'table' | 'round'>;

const unfit = (field: keyof Given, detail: string, says: string): Refusal =>
  refuse('invalid-request', says, [field, detail]);

/** The refusal of what does not go with the form of the case. */
export const refuseUnfit = (row: LearningCaseRow, given: Given): Refusal | undefined => {
  const { kind = 'case', criteria = [], tables = [] } = row;
  const { part, party, criterion, table, round } = given;
  const parts = partsOf[kind];
  if (!parts.includes(part))
    return unfit('part', `is one of ${parts.join(', ')}`, `This form of learning takes ${parts.join(', ')}.`);
  if (party !== undefined && kind !== 'after-action-review')
    return unfit('party', 'goes with an after-action review', 'Only a review holds views side by side.');
  if (criterion !== undefined && !criteria.some(({ id }) => id === criterion))
    return unfit('criterion', 'is none of its criteria', 'It has no such criterion.');
  if (table !== undefined && !tables.some(({ id }) => id === table))
    return unfit('table', 'is none of its tables', 'It has no such table.');
  if (round !== undefined && kind !== 'world-cafe')
    return unfit('round', 'goes with a world café', 'Only a world café has rounds.');
  return undefined;
};
