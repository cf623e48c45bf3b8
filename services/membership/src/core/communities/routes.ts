import { communitiesContract, isRefusal, refuse } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  type Tx,
  toEdit,
  write,
} from '@skein/service-kit';
import { putClosing } from '../../joining/invitations/store.ts';
import { changeCommunity, foundCommunity } from './decide.ts';
import { leadershipOf } from './memberships.ts';
import {
  type CommunityRow,
  findBySlug,
  findCommunity,
  insertCommunity,
  presentCommunity,
  presentHistory,
  replaceCommunity,
} from './store.ts';

const order: Order = [
  ['slug', 1],
  ['_id', 1],
];

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

export const communityRoutes = ({ db }: ServiceContext): Implementation[] => [
  read(communitiesContract.routes.listCommunities, async ({ network, query }) => {
    const filter = { network, ...(query.status && { status: query.status }) };
    const communities = db.collection<CommunityRow>('communities');
    const found = await readPage(communities, filter, order, query, (row) => row);
    if (isRefusal(found)) return found;
    const leadership = await leadershipOf(
      db,
      network,
      found.items.map(({ _id }) => _id),
    );
    return { ...found, items: found.items.map((row) => presentCommunity(row, leadership.get(row._id))) };
  }),

  read(communitiesContract.routes.readCommunity, async ({ network, params }) => {
    const row = await findCommunity(db, network, params.id);
    if (!row) return missing('community', params.id);
    return presentCommunity(row, (await leadershipOf(db, network, [row._id])).get(row._id));
  }),

  write(communitiesContract.routes.foundCommunity, async ({ network, body, now, tx }) => {
    if (await findBySlug(tx, network, body.slug)) {
      return refuse('already-exists', `There is a community ${body.slug}.`, ['slug', 'is taken']);
    }
    const row = foundCommunity(body, network, now, newId());
    await putFounded(tx, row);
    return presentCommunity(row);
  }),

  write(
    communitiesContract.routes.editCommunity,
    async ({ network, params, body, ifMatch, now, actor, deny, tx }) => {
      const denied = deny('community.edit', { community: params.id });
      if (denied) return denied;
      const found = await findCommunity(tx.db, network, params.id, tx.session);
      const before = toEdit(found, ifMatch, missing('community', params.id));
      if (isRefusal(before)) return before;
      const changed = changeCommunity(before, body, now, actor?.person);
      if (isRefusal(changed)) return changed;
      const { row, fields } = changed;
      if (fields.length) {
        await replaceCommunity(tx, row);
        if (fields.includes('status') && row.status === 'closed') await putClosing(tx, network, row._id);
        const { _id: subject, version } = row;
        tx.record(communitiesContract.events.communityChanged, {
          network,
          subject,
          version,
          data: factsOf(row),
        });
      }
      return presentCommunity(row, (await leadershipOf(db, network, [row._id])).get(row._id));
    },
  ),

  read(communitiesContract.routes.readStatusHistory, async ({ network, params, deny }) => {
    const row = await findCommunity(db, network, params.id);
    if (!row) return missing('community', params.id);
    return deny('people.read', { community: params.id }) ?? { items: presentHistory(row) };
  }),
];
