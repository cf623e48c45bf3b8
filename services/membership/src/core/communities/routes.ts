import { type Actor, communitiesContract, isRefusal, refuse } from '@skein/contracts';
import { type Implementation, missing, newId, read, type Tx, toEdit, write } from '@skein/service-kit';
import { leadershipOf } from '../memberships/leadership-store.ts';
import { showsVisitors } from '../network/store.ts';
import { changeCommunity, foundCommunity } from './decide.ts';
import { putChanged, putFounded } from './record.ts';
import { findBySlug, findCommunity, pageOfCommunities, presentCommunity, presentHistory } from './store.ts';

/** What is done in the transaction that closes a community. */
export type WhenClosed = (tx: Tx, community: string) => Promise<void>;

const seenBy = (actor: Actor | undefined) => (actor ? 'members' : 'visitors');

export const communityRoutes = (close: WhenClosed): Implementation[] => [
  read(communitiesContract.routes.listCommunities, async ({ actor, query, reader }) => {
    if (!actor && !(await showsVisitors(reader, 'communities'))) return { items: [] };
    const found = await pageOfCommunities(reader, { status: query.status }, query);
    if (isRefusal(found)) return found;
    const leadership = await leadershipOf(
      reader,
      found.items.map(({ _id }) => _id),
      seenBy(actor),
    );
    return { ...found, items: found.items.map((row) => presentCommunity(row, leadership.get(row._id))) };
  }),

  read(communitiesContract.routes.readCommunity, async ({ actor, params, reader }) => {
    const shown = actor !== undefined || (await showsVisitors(reader, 'communities'));
    const row = shown && (await findCommunity(reader, params.id));
    if (!row) return missing('community', params.id);
    return presentCommunity(row, (await leadershipOf(reader, [row._id], seenBy(actor))).get(row._id));
  }),

  write(communitiesContract.routes.foundCommunity, async ({ network, body, now, tx }) => {
    if (await findBySlug(tx, body.slug)) {
      return refuse('already-exists', `There is a community ${body.slug}.`, ['slug', 'is taken']);
    }
    const row = foundCommunity(body, network, now, newId());
    await putFounded(tx, row);
    return presentCommunity(row);
  }),

  write(communitiesContract.routes.editCommunity, async ({ params, body, ifMatch, now, actor, deny, tx }) => {
    const denied = deny('community.edit', { community: params.id });
    if (denied) return denied;
    const found = await findCommunity(tx, params.id);
    const before = toEdit(found, ifMatch, missing('community', params.id));
    if (isRefusal(before)) return before;
    const changed = changeCommunity(before, body, now, actor?.person);
    if (isRefusal(changed)) return changed;
    const { row, fields } = changed;
    if (fields.length) {
      await putChanged(tx, row);
      if (fields.includes('status') && row.status === 'closed') await close(tx, row._id);
    }
    return presentCommunity(row, (await leadershipOf(tx, [row._id])).get(row._id));
  }),

  read(communitiesContract.routes.readStatusHistory, async ({ params, deny, reader }) => {
    const row = await findCommunity(reader, params.id);
    if (!row) return missing('community', params.id);
    return deny('people.read', { community: params.id }) ?? { items: presentHistory(row) };
  }),
];
