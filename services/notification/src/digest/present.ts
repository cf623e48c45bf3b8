import type { DeliveryReport, Digest } from '@skein/contracts';
import type { DigestRow } from './row.ts';

export const presentDigest = (row: DigestRow, report: DeliveryReport): Digest => {
  const { _id, network: _, cursor: __, openly: ___, createdAt, ...facts } = row;
  return { id: _id, ...facts, report, createdAt: createdAt.toISOString() };
};
