import { type Actor, bridgingContract, isRefusal, may, refuse } from '@skein/contracts';
import { after, cursorOf, type Implementation, type Order, type Reader, read } from '@skein/service-kit';
import { communityNames } from '../../core/communities/store.ts';
import { bridgesAfter, combinationsOf } from '../../core/memberships/overlap-store.ts';
import { gapsOf, graphOf, type Overlaps, type Sight } from './decide.ts';
import { heldTogether } from './store.ts';

const order: Order = [['_id', 1]];

/** What somebody may count exactly and see named: all for those of the network, else the communities they belong to. */
const sightOf = (actor: Actor | undefined): Sight => {
  if (may(actor, 'bridge.read')) return 'all';
  const own = Object.keys(actor?.communities ?? {});
  return new Set(own.filter((community) => may(actor, 'bridge.read', { community })));
};

const openCommunities = async (reader: Reader) =>
  (await communityNames(reader)).filter(({ status }) => status !== 'closed');

const overlapsOf = async (reader: Reader): Promise<Overlaps> => {
  const communities = await openCommunities(reader);
  const ids = communities.map(({ _id }) => _id);
  const [combinations, held] = await Promise.all([combinationsOf(reader, ids), heldTogether(reader)]);
  return { communities, combinations, held };
};

export const bridgingRoutes = (): Implementation[] => [
  read(bridgingContract.routes.readBridging, async ({ actor, reader }) =>
    graphOf(await overlapsOf(reader), sightOf(actor)),
  ),

  read(bridgingContract.routes.listUnbridged, async ({ query, reader }) => {
    const gaps = gapsOf(await overlapsOf(reader), query.community);
    // The pairs are computed, not stored: the cursor is the pair itself.
    const keyed = gaps.map((gap) => ({ gap, key: gap.between.join('.') }));
    if (query.after !== undefined && !/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/.test(query.after)) {
      return refuse('invalid-request', 'The cursor is not one of ours.', ['query.after', 'is not a cursor']);
    }
    const rest = keyed.filter(({ key }) => key > (query.after ?? ''));
    const shown = rest.slice(0, query.limit);
    const next = rest.length > shown.length ? shown.at(-1)?.key : undefined;
    return { items: shown.map(({ gap }) => gap), ...(next && { next }) };
  }),

  read(bridgingContract.routes.listBridgingMembers, async ({ query, actor, deny, reader }) => {
    const { community, atLeast, limit } = query;
    const denied = deny('bridge.read', { community });
    if (denied) return denied;
    const page = after(query.after, order);
    if (isRefusal(page)) return page;
    const ids = (await openCommunities(reader)).map(({ _id }) => _id);
    const asked = { atLeast, page, limit: limit + 1, ...(community && { within: community }) };
    const found = await bridgesAfter(reader, ids, asked);
    const sight = sightOf(actor);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1)?._id : undefined;
    return {
      items: shown.map(({ _id, name, communities }) => ({
        person: _id,
        name,
        communities: communities.filter((id) => sight === 'all' || sight.has(id)),
        total: communities.length,
      })),
      ...(last && { next: cursorOf([last]) }),
    };
  }),
];
