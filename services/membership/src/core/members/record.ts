import { communitiesContract } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import type { Tx } from '@skein/service-kit';
import { keepAfterAll } from '../erasure-list/store.ts';
import type { MembershipRow } from '../memberships/row.ts';
import { putMembership } from '../memberships/store.ts';

/** How somebody came into a community: by an act of their own, with a letter or without, or because hosts put them there. */
export type Arrival = 'welcomed' | 'unannounced' | 'placed';

/** Writes a started membership with its event. */
export const startMembership = async (tx: Tx, row: MembershipRow, arrival: Arrival): Promise<void> => {
  const { _id, network, version, person, community, role } = row;
  await putMembership(tx, row);
  const data = {
    ...{ person, community, role: role ?? 'member', welcome: arrival === 'welcomed' },
    ...(arrival === 'placed' && { placed: true }),
  };
  tx.record(communitiesContract.events.membershipStarted, { network, subject: _id, version, data });
  await keepAfterAll(tx, person);
  await markDirectory(tx, person);
};

/** Writes another role of a membership with its event. */
export const putChangedRole = async (tx: Tx, row: MembershipRow): Promise<void> => {
  const { _id: subject, network, version, person, community, role = 'member' } = row;
  await putMembership(tx, row);
  tx.record(communitiesContract.events.membershipChanged, {
    network,
    subject,
    version,
    data: { person, community, role },
  });
};
