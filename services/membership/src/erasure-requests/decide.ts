import type { ErasureRow } from './store.ts';

/** How long the link of the second letter works; a wish not confirmed by then is forgotten. */
export const confirmingMs = 48 * 60 * 60 * 1000;

/** Begins a wish to be forgotten, or begins it anew where the letter of the first one was lost. */
export const askToBeForgotten = (
  before: ErasureRow | null,
  { network, person }: { network: string; person: string },
  now: Date,
  newId: string,
): ErasureRow => {
  if (before?.status === 'confirmed') return before;
  return {
    _id: before?._id ?? newId,
    network,
    version: (before?.version ?? 0) + 1,
    person,
    status: 'unconfirmed',
    reason: 'asked',
    askedAt: now,
    forgetAt: new Date(now.getTime() + confirmingMs),
  };
};

/** The person meant it. Confirming twice changes nothing. */
export const confirmErasure = (row: ErasureRow, now: Date): ErasureRow => {
  if (row.status === 'confirmed') return row;
  const { forgetAt: _, ...rest } = row;
  return { ...rest, status: 'confirmed', version: row.version + 1, confirmedAt: now };
};
