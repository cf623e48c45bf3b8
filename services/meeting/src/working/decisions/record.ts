import { decisionsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { DecisionRow } from './row.ts';
import { putDecision } from './store.ts';

/** Writes a decision together with the event that tells of it. */
export const saveDecision = async (tx: Tx, row: DecisionRow): Promise<void> => {
  await putDecision(tx, row);
  const { _id: subject, network, version, community, meeting, status, reviewOn } = row;
  const { decisionRecorded, decisionChanged } = decisionsContract.events;
  tx.record(version === 1 ? decisionRecorded : decisionChanged, {
    ...{ network, subject, version },
    data: { decision: subject, community, meeting, status, reviewOn },
  });
};
