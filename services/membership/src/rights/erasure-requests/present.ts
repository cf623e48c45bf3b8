import { type ErasureReceipt, type ErasureRequest, serviceNames } from '@skein/contracts';
import type { ErasureRow } from '../../core/erasure-list/row.ts';

export const presentErasure = (row: ErasureRow): ErasureRequest => {
  const { _id: id, version, person, status, reason, heldBack, letter, answered = [] } = row;
  const waitingFor = serviceNames.filter((service) => !answered.includes(service));
  const at = (field: 'confirmedAt' | 'notBefore' | 'startedAt' | 'doneAt') =>
    row[field] && { [field]: row[field].toISOString() };
  return {
    ...{ id, version, person, status, reason },
    askedAt: row.askedAt.toISOString(),
    ...(row.by && { by: row.by }),
    ...at('confirmedAt'),
    ...(row.secondBy && { secondBy: row.secondBy }),
    ...(status === 'confirmed' && at('notBefore')),
    ...(heldBack && { heldBack }),
    ...at('startedAt'),
    ...(status === 'running' && { waitingFor }),
    ...at('doneAt'),
    ...(letter && { letter }),
  };
};

/** What the person is told who confirmed. */
export const presentConfirmed = ({ _id: id, status, notBefore }: ErasureRow) => ({
  id,
  status,
  ...(status === 'confirmed' && notBefore && { notBefore: notBefore.toISOString() }),
});

export const presentReceipt = (row: ErasureRow, notes: readonly string[], base: string): ErasureReceipt => ({
  ...presentErasure(row),
  receipt: row.receipt ?? [],
  ...(row.mentions && {
    mentions: row.mentions.map(({ link, ...place }) => ({ ...place, link: `${base}${link}` })),
  }),
  notes: [...notes],
});
