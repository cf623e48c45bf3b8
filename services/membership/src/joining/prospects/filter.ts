import { type Actor, may, type ProspectStage } from '@skein/contracts';
import type { Filter } from 'mongodb';
import type { ProspectRow } from './row.ts';

interface Query {
  readonly mine?: boolean | undefined;
  readonly owner?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly stage?: ProspectStage | undefined;
  readonly community?: string | undefined;
  readonly email?: string | undefined;
}

const inStage = (stage: ProspectStage): Filter<ProspectRow> => {
  if (stage !== 'new' && stage !== 'contacted') return { outcome: stage };
  return { outcome: { $exists: false }, 'contacts.0': { $exists: stage === 'contacted' } };
};

/** What of the network somebody sees: the hosts all, others their own and those of the communities that they run. */
const seenBy = (actor: Actor | undefined): Filter<ProspectRow> => {
  if (may(actor, 'prospect.keep')) return {};
  const run = Object.keys(actor?.communities ?? {}).filter((community) =>
    may(actor, 'prospect.keep', { community }),
  );
  return { $or: [{ owner: actor?.person ?? '' }, { community: { $in: run } }] };
};

/** The filter of a listing for somebody. */
export const visibleTo = (
  actor: Actor | undefined,
  network: string,
  { mine, owner, overdue, stage, community, email }: Query,
  today: string,
): Filter<ProspectRow> => ({
  $and: [
    { network },
    seenBy(actor),
    ...(mine ? [{ owner: actor?.person ?? '' }] : []),
    ...(owner ? [{ owner }] : []),
    ...(overdue ? [{ due: { $lte: today } }] : []),
    ...(stage ? [inStage(stage)] : []),
    ...(community ? [{ community }] : []),
    ...(email ? [{ email }] : []),
  ],
});
