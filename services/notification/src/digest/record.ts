import { type DeliveryReport, digestsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { DigestRow } from './row.ts';

/** Tells how the letters of an issue came out. */
export const recordDelivered = (
  tx: Tx,
  { _id, network, month, version }: DigestRow,
  { sent, failed, unknown }: DeliveryReport,
): void => {
  const data = { digest: _id, month, sent, failed, unknown };
  tx.record(digestsContract.events.digestDelivered, { network, subject: _id, version, data });
};
