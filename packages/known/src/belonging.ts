import {
  type CommunityRole,
  type CommunityStatus,
  communitiesContract,
  duplicatesContract,
  type Electorate,
  erasureContract,
  peopleContract,
  type Refusal,
} from '@skein/contracts';
import {
  type Capability,
  declareCollection,
  eventConsumer,
  holds,
  holdsNobody,
  on,
  putIfNewer,
  type Reader,
  type ReadModel,
  rowsIn,
  showsNothing,
  type Tx,
  unknownReference,
} from '@skein/service-kit';
import { KnownCommunity, KnownMembership, KnownPerson } from './row.ts';

const communitiesCollection = declareCollection({
  name: 'known_communities',
  schema: KnownCommunity,
  grows: 'one for each community',
  indexes: [{ key: { network: 1, since: -1 } }],
  people: holdsNobody('facts of communities'),
});

const peopleCollection = declareCollection({
  name: 'known_people',
  schema: KnownPerson,
  grows: 'one for each member',
  indexes: [{ key: { network: 1 } }],
  people: holds<KnownPerson>({
    title: 'That you are a member',
    at: ['_id'],
    show: showsNothing,
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const membershipsCollection = declareCollection({
  name: 'known_memberships',
  schema: KnownMembership,
  grows: 'one for each place in a community',
  indexes: [{ key: { network: 1, community: 1, role: 1 } }, { key: { network: 1, person: 1 } }],
  people: holds<KnownMembership>({
    title: 'Which communities you belong to',
    at: ['person'],
    show: showsNothing,
    erase: { does: 'remove' },
    // The kept person's places come by membership's events.
    merge: { does: 'remove' },
  }),
});

const collections = [communitiesCollection, peopleCollection, membershipsCollection];

const communities = rowsIn(communitiesCollection);
const people = rowsIn(peopleCollection);
const memberships = rowsIn(membershipsCollection);

const putMembership = (tx: Tx, membership: KnownMembership): Promise<void> =>
  putIfNewer(memberships(tx), membership);

// Here too, though the sweep of departures does it: a read model that is built anew must come out equal.
const forget = async (tx: Tx, person: string): Promise<void> => {
  const { network } = tx;
  await people(tx).deleteOne({ _id: person, network });
  await memberships(tx).deleteMany({ network, person });
};

const putCommunity = async (
  tx: Tx,
  event: { aggregateversion: number; time: string },
  facts: { community: string; name: string; slug: string; domain: string; status: CommunityStatus },
): Promise<void> => {
  const { community: _id, name, slug, domain, status } = facts;
  const before = await communities(tx).findOne({ _id }, { projection: { since: 1 } });
  const since = before?.since ?? new Date(event.time);
  const { network } = tx;
  const version = event.aggregateversion;
  await putIfNewer(communities(tx), { _id, network, version, name, slug, domain, status, since });
};

const readModel = (service: string): ReadModel => ({
  name: 'belonging',
  collections: collections.map(({ name }) => name),
  consumer: eventConsumer(
    `${service}-belonging`,
    on(peopleContract.events.personJoined, async ({ data, network, aggregateversion: version }, tx) => {
      await putIfNewer(people(tx), { _id: data.person, network, version });
    }),
    on(peopleContract.events.personRemoved, async ({ data, network, aggregateversion: version }, tx) => {
      await putIfNewer(people(tx), { _id: data.person, network, version, gone: true });
    }),
    on(erasureContract.events.personErased, ({ data }, tx) => forget(tx, data.person)),
    on(duplicatesContract.events.personMerged, ({ data }, tx) => forget(tx, data.person)),
    on(communitiesContract.events.communityFounded, (event, tx) => putCommunity(tx, event, event.data)),
    on(communitiesContract.events.communityChanged, (event, tx) => putCommunity(tx, event, event.data)),
    on(
      communitiesContract.events.membershipStarted,
      async ({ data, network, subject, aggregateversion: version }, tx) => {
        const { person, community, role } = data;
        await putMembership(tx, { _id: subject, network, version, person, community, role });
      },
    ),
    on(
      communitiesContract.events.membershipChanged,
      async ({ data, network, subject, aggregateversion: version }, tx) => {
        const { person, community, role } = data;
        await putMembership(tx, { _id: subject, network, version, person, community, role });
      },
    ),
    on(
      communitiesContract.events.membershipEnded,
      async ({ data, network, subject, aggregateversion: version }, tx) => {
        const { person, community } = data;
        await putMembership(tx, { _id: subject, network, version, person, community });
      },
    ),
  ),
});

/** The read model of who belongs where, for any service that needs it. */
export const belonging: Capability = {
  name: 'belonging',
  collections,
  readModels: ({ service }) => [readModel(service)],
};

/** A community of the network, as known here. */
export const findCommunity = (reader: Reader, community: string): Promise<KnownCommunity | null> =>
  communities(reader).findOne({ _id: community, network: reader.network });

/** The community of the network that is called so in addresses, as known here. */
export const communityAt = (reader: Reader, slug: string): Promise<KnownCommunity | null> =>
  communities(reader).findOne({ network: reader.network, slug });

/** Why a record cannot be made for this community, if there is none such as known here. */
export const refuseCommunity = async (reader: Reader, community: string): Promise<Refusal | undefined> =>
  (await findCommunity(reader, community))
    ? undefined
    : unknownReference('community', 'community', community);

/** Those of the given people who are not members of the network, as known here. */
export const unknownPeople = async (reader: Reader, ids: readonly string[]): Promise<string[]> => {
  const found = await people(reader)
    .find(
      { _id: { $in: [...ids] }, network: reader.network, gone: { $exists: false } },
      { projection: { _id: 1 } },
    )
    .toArray();
  const known = new Set(found.map(({ _id }) => _id));
  return ids.filter((person) => !known.has(person));
};

/** Who takes part in a community: all but guests. */
const takingPart: CommunityRole[] = ['facilitator', 'core', 'member'];

/** The members of a community, guests left out, as known here. */
export const membersOf = async (reader: Reader, community: string): Promise<string[]> => {
  const found = await memberships(reader)
    .find({ network: reader.network, community, role: { $in: takingPart } }, { projection: { person: 1 } })
    .toArray();
  return found.map(({ person }) => person);
};

/** The next members of the network or of a community, guests left out, as known here, in the order of their ids. */
export const membersAfter = async (
  reader: Reader,
  whose: Electorate,
  { cursor = '', limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<string[]> => {
  const { network } = reader;
  if (whose.kind === 'network') {
    const rows = await people(reader)
      .find({ network, _id: { $gt: cursor } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return rows.map(({ _id }) => _id);
  }
  const { community } = whose;
  const rows = await memberships(reader)
    .find(
      { network, community, role: { $in: takingPart }, person: { $gt: cursor } },
      { projection: { person: 1 } },
    )
    .sort({ person: 1 })
    .limit(limit)
    .toArray();
  return rows.map(({ person }) => person);
};

/** Those of the given people who take part in a community, as known here. */
export const membersAmong = async (
  reader: Reader,
  community: string,
  ids: readonly string[],
): Promise<string[]> => {
  const filter = { network: reader.network, community, person: { $in: [...ids] } };
  const found = await memberships(reader)
    .find({ ...filter, role: { $in: takingPart } }, { projection: { person: 1 } })
    .toArray();
  return found.map(({ person }) => person);
};

/** Whether somebody is of the network, or takes part in the community, as known here. */
export const belongsTo = async (reader: Reader, whose: Electorate, person: string): Promise<boolean> =>
  whose.kind === 'network'
    ? (await people(reader).countDocuments({ _id: person, network: reader.network })) === 1
    : (await membersAmong(reader, whose.community, [person])).length === 1;

/** Those of the given people who have left the network, or this community where one is named, as known here. */
export const leaversAmong = async (
  reader: Reader,
  ids: readonly string[],
  community?: string,
): Promise<Set<string>> => {
  const { network } = reader;
  const among = { $in: [...ids] };
  const left = await people(reader).find({ _id: among, network, gone: true }).toArray();
  const leftIt =
    community === undefined
      ? []
      : await memberships(reader)
          .find({ network, person: among, community, role: { $exists: false } })
          .toArray();
  return new Set([...left.map(({ _id }) => _id), ...leftIt.map(({ person }) => person)]);
};

/** The places in communities that these people no longer take part from, each as `<person>.<community>`, as known here. */
export const withdrawnAmong = async (reader: Reader, ids: readonly string[]): Promise<Set<string>> => {
  const filter = { network: reader.network, person: { $in: [...ids] }, role: { $nin: takingPart } };
  const found = await memberships(reader)
    .find(filter, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

/** One query of people's communities; more of them are asked for in turn. */
const mostAtOnce = 2_000;

/** Where the given people belong, and did, as known here. */
export const belongingsOf = async (
  reader: Reader,
  ids: readonly string[],
): Promise<Pick<KnownMembership, 'person' | 'community' | 'role'>[]> => {
  const found: KnownMembership[] = [];
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const person = { $in: ids.slice(from, from + mostAtOnce) };
    const rows = memberships(reader).find({ network: reader.network, person });
    found.push(...(await rows.project<KnownMembership>({ person: 1, community: 1, role: 1 }).toArray()));
  }
  return found;
};
