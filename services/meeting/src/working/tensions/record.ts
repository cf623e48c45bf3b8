import { tensionsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { TensionRow } from './row.ts';
import { putTension } from './store.ts';

/** Writes a tension together with the event that tells of it: who did what, and none of the words. */
export const saveTension = async (tx: Tx, row: TensionRow, by: string): Promise<void> => {
  await putTension(tx, row);
  const { _id: subject, network, version, community, meeting, status, outcome } = row;
  const facts = { tension: subject, community, meeting };
  if (version === 1) {
    const data = { ...facts, raisedBy: row.raisedBy ?? by };
    return tx.record(tensionsContract.events.tensionRaised, { network, subject, version, data });
  }
  const did = row.history.at(-1)?.did ?? 'changed';
  const data = { ...facts, did, by, status, outcome };
  return tx.record(tensionsContract.events.tensionChanged, { network, subject, version, data });
};
