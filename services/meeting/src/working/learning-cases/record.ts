import { learningCasesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { LearningCaseRow } from './row.ts';
import { putLearningCase } from './store.ts';

/** Writes a case that was brought to a meeting together with the event that tells of it. */
export const saveRaised = async (tx: Tx, row: LearningCaseRow): Promise<void> => {
  await putLearningCase(tx, row);
  const { _id: subject, network, version, community, meeting, broughtBy } = row;
  const data = { case: subject, meeting, community, ...(broughtBy && { broughtBy }) };
  tx.record(learningCasesContract.events.learningCaseRaised, { network, subject, version, data });
};

/** Writes a case that moved on together with the event that tells of it. */
export const saveCase = async (tx: Tx, row: LearningCaseRow): Promise<void> => {
  await putLearningCase(tx, row);
  const { _id: subject, network, version, community, status, scope } = row;
  const data = { case: subject, community, status, ...(scope && { scope }) };
  tx.record(learningCasesContract.events.learningCaseChanged, { network, subject, version, data });
};
