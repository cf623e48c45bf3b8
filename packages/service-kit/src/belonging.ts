import {
  type CommunityRole,
  type CommunityStatus,
  communitiesContract,
  duplicatesContract,
  erasureContract,
  eventStream,
  peopleContract,
  type Refusal,
} from '@skein/contracts';
import type { Db } from 'mongodb';
import type { CollectionDeclaration } from './collections.ts';
import { eventConsumer, on } from './consumer.ts';
import { holds, holdsNobody, showsNothing } from './holdings/declare.ts';
import type { ReadModel } from './read-models.ts';
import { unknownReference } from './routes.ts';
import { putIfNewer, type Tx } from './transaction.ts';

/** What a service knows of communities and of who belongs to them: ids and facts, from membership's events. */
export interface KnownCommunity {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  readonly name: string;
  readonly slug: string;
  readonly domain: string;
  readonly status: CommunityStatus;
  readonly since: Date;
}

export interface KnownPerson {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  /** They are no member any more. */
  readonly gone?: true;
}

export interface KnownMembership {
  /** `<person>.<community>` */
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  readonly person: string;
  readonly community: string;
  /** Absent once the person has left. */
  readonly role?: CommunityRole;
}

export const belongingCollections: readonly CollectionDeclaration[] = [
  {
    name: 'known_communities',
    indexes: [{ key: { network: 1, since: -1 } }],
    people: holdsNobody('facts of communities'),
  },
  {
    name: 'known_people',
    indexes: [{ key: { network: 1 } }],
    people: holds<KnownPerson>({
      title: 'That you are a member',
      at: ['_id'],
      show: showsNothing,
      erase: { does: 'remove' },
      join: { does: 'remove' },
    }),
  },
  {
    name: 'known_memberships',
    indexes: [{ key: { network: 1, community: 1, role: 1 } }, { key: { network: 1, person: 1 } }],
    people: holds<KnownMembership>({
      title: 'Which communities you belong to',
      at: ['person'],
      show: showsNothing,
      erase: { does: 'remove' },
      // The kept person's places come by membership's events.
      join: { does: 'remove' },
    }),
  },
];

const putMembership = (tx: Tx, membership: KnownMembership): Promise<void> =>
  putIfNewer(tx.db.collection<KnownMembership>('known_memberships'), membership, tx);

// Here too, though the sweep of departures does it: a read model that is built anew must come out equal.
const forget = async (tx: Tx, network: string, person: string): Promise<void> => {
  await tx.db
    .collection<KnownPerson>('known_people')
    .deleteOne({ _id: person, network }, { session: tx.session });
  await tx.db
    .collection<KnownMembership>('known_memberships')
    .deleteMany({ network, person }, { session: tx.session });
};

const putCommunity = async (
  tx: Tx,
  event: { network: string; aggregateversion: number; time: string },
  facts: { community: string; name: string; slug: string; domain: string; status: CommunityStatus },
): Promise<void> => {
  const { community: _id, name, slug, domain, status } = facts;
  const known = tx.db.collection<KnownCommunity>('known_communities');
  const before = await known.findOne({ _id }, { session: tx.session, projection: { since: 1 } });
  const since = before?.since ?? new Date(event.time);
  const { network, aggregateversion: version } = event;
  await putIfNewer(known, { _id, network, version, name, slug, domain, status, since }, tx);
};

/** The read model of who belongs where, for any service that needs it. */
export const belonging = (service: string): ReadModel => ({
  name: 'belonging',
  collections: belongingCollections.map(({ name }) => name),
  consumer: eventConsumer(
    `${service}-belonging`,
    (prefix) => eventStream(prefix, 'membership'),
    on(peopleContract.events.personJoined, async ({ data, network, aggregateversion: version }, tx) => {
      await putIfNewer(
        tx.db.collection<KnownPerson>('known_people'),
        { _id: data.person, network, version },
        tx,
      );
    }),
    on(peopleContract.events.personRemoved, async ({ data, network, aggregateversion: version }, tx) => {
      const row: KnownPerson = { _id: data.person, network, version, gone: true };
      await putIfNewer(tx.db.collection<KnownPerson>('known_people'), row, tx);
    }),
    on(erasureContract.events.personErased, ({ data, network }, tx) => forget(tx, network, data.person)),
    on(duplicatesContract.events.personMerged, ({ data, network }, tx) => forget(tx, network, data.person)),
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

/** A community of the network, as known here. */
export const findCommunity = (db: Db, network: string, community: string): Promise<KnownCommunity | null> =>
  db.collection<KnownCommunity>('known_communities').findOne({ _id: community, network });

/** Why a record cannot be made for this community, if there is none such as known here. */
export const refuseCommunity = async (
  db: Db,
  network: string,
  community: string,
): Promise<Refusal | undefined> =>
  (await findCommunity(db, network, community))
    ? undefined
    : unknownReference('community', 'community', community);

/** Those of the given people who are not members of the network, as known here. */
export const unknownPeople = async (
  db: Db,
  network: string,
  people: readonly string[],
): Promise<string[]> => {
  const found = await db
    .collection<KnownPerson>('known_people')
    .find({ _id: { $in: [...people] }, network, gone: { $exists: false } }, { projection: { _id: 1 } })
    .toArray();
  const known = new Set(found.map(({ _id }) => _id));
  return people.filter((person) => !known.has(person));
};

/** The members of a community, guests left out, as known here. */
export const membersOf = async (db: Db, network: string, community: string): Promise<string[]> => {
  const roles: CommunityRole[] = ['facilitator', 'core', 'member'];
  const found = await db
    .collection<KnownMembership>('known_memberships')
    .find({ network, community, role: { $in: roles } }, { projection: { person: 1 } })
    .toArray();
  return found.map(({ person }) => person);
};
