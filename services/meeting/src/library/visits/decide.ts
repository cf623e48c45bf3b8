import type { VisitRow } from './row.ts';

/** Who comes back within this time is still looking: a reload does not make everything old. */
const oneVisitMs = 30 * 60_000;

/** Somebody looks at the library. */
export const visit = (
  before: VisitRow | null,
  { _id, network, at }: Pick<VisitRow, '_id' | 'network' | 'at'>,
): VisitRow => {
  if (!before) return { _id, network, at };
  const isSame = at.getTime() - before.at.getTime() < oneVisitMs;
  return { ...before, at, ...(!isSame && { since: before.at }) };
};
