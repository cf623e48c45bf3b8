import { type CommunityStatus, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import { withoutGaps } from '../people/decide.ts';
import type { CommunityRow } from './row.ts';

type Founding = Omit<CommunityRow, '_id' | 'network' | 'version' | 'statusHistory'>;

export const foundCommunity = (
  founding: Founding,
  network: string,
  now: Date,
  _id: string,
): CommunityRow => ({
  _id,
  network,
  version: 1,
  ...withoutGaps(founding),
  statusHistory: [{ status: founding.status, since: now }],
});

/** Where a community may go from each status: nothing that has met is forming again, unless it was closed. */
const next: Record<CommunityStatus, readonly CommunityStatus[]> = {
  forming: ['emerging', 'established', 'resting', 'closed'],
  emerging: ['forming', 'established', 'resting', 'closed'],
  established: ['emerging', 'resting', 'closed'],
  resting: ['emerging', 'established', 'closed'],
  closed: ['forming', 'resting'],
};

const refuseStatus = (
  before: CommunityStatus,
  to: CommunityStatus,
  note: string | undefined,
): Refusal | undefined => {
  if (to === before) {
    if (!note) return undefined;
    return refuse('invalid-request', 'A note goes with a change of the status.', [
      'statusNote',
      'needs a `status` other than the present one',
    ]);
  }
  if (next[before].includes(to)) return undefined;
  const detail = `A community that is ${before} cannot become ${to}, only ${next[before].join(', ')}.`;
  return refuse('conflict', detail, ['status', `is ${before}`]);
};

/** What an edit says of a community, and who makes it. */
export type Edit = Sent<Omit<Founding, 'slug'>> & { readonly statusNote?: string | undefined };

/** Changes a community; a closed one can only be opened again, nothing else. */
export const changeCommunity = (
  before: CommunityRow,
  { statusNote, ...sent }: Edit,
  now: Date,
  by?: string,
): Changed<CommunityRow> | Refusal => {
  if (before.status === 'closed' && (sent.status ?? 'closed') === 'closed') {
    return refuse(
      'conflict',
      'A closed community changes only by being opened again: send a status with the changes.',
    );
  }
  const refused = refuseStatus(before.status, sent.status ?? before.status, statusNote);
  if (refused) return refused;
  const changed = withChanges(before, sent);
  if (!changed.fields.includes('status')) return changed;
  const { row, fields } = changed;
  const entry = {
    status: row.status,
    since: now,
    ...(by && { by }),
    ...(statusNote && { note: statusNote }),
  };
  return { row: { ...row, statusHistory: [...row.statusHistory, entry] }, fields };
};
