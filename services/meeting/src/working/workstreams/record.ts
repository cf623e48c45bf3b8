import { type StepAnswer, workstreamsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { askedBy } from './answer.ts';
import type { StepRow, WorkstreamRow } from './row.ts';
import { insertWorkstream, putStep } from './store.ts';

/** Starts a piece of work together with the event that tells of it. */
export const saveWorkstream = async (tx: Tx, row: WorkstreamRow): Promise<void> => {
  await insertWorkstream(tx, row);
  const { _id: subject, network, version, community, owners } = row;
  const data = { workstream: subject, community, owners };
  tx.record(workstreamsContract.events.workstreamStarted, { network, subject, version, data });
};

/** How a step came to stand as it does. */
interface Change {
  /** Who did it. */
  readonly by: string | undefined;
  /** How it stood; absent of a new one. */
  readonly before?: StepRow;
  readonly answered?: Pick<StepAnswer, 'by' | 'answer'>;
}

/** Writes a step together with the event that tells of it, and of whom it asks. */
export const saveStep = async (tx: Tx, row: StepRow, { by, before, answered }: Change): Promise<void> => {
  await putStep(tx, row);
  const { _id: subject, network, version, workstream, community, owners, status } = row;
  const asked = askedBy(row, before, by);
  const facts = { step: subject, workstream, community, owners, status, ...(asked.length && { asked }) };
  const { stepAdded, stepChanged } = workstreamsContract.events;
  if (before) {
    const data = { ...facts, ...(answered && { answered }) };
    tx.record(stepChanged, { network, subject, version, data });
  } else tx.record(stepAdded, { network, subject, version, data: facts });
};
