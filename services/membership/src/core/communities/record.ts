import { communitiesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { CommunityRow } from './row.ts';
import { insertCommunity, replaceCommunity } from './store.ts';

const factsOf = ({ _id, slug, name, domain, status }: CommunityRow) => ({
  community: _id,
  slug,
  name,
  domain,
  status,
});

/** Writes a community that was just founded with its event. */
export const putFounded = async (tx: Tx, row: CommunityRow): Promise<void> => {
  await insertCommunity(tx, row);
  const { _id: subject, network, version } = row;
  tx.record(communitiesContract.events.communityFounded, { network, subject, version, data: factsOf(row) });
};

/** Writes a change of a community with its event. */
export const putChanged = async (tx: Tx, row: CommunityRow): Promise<void> => {
  await replaceCommunity(tx, row);
  const { _id: subject, network, version } = row;
  tx.record(communitiesContract.events.communityChanged, { network, subject, version, data: factsOf(row) });
};
