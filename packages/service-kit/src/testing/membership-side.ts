import { headers } from '@nats-io/transport-node';
import {
  type Actor,
  bucketName,
  communitiesContract,
  type DirectoryEntry,
  type EventDefinition,
  type EventOf,
  eventContentType,
  eventSubject,
  peopleContract,
} from '@skein/contracts';
import { ensureSigningKey } from '../identity/keys.ts';
import { signAccess } from '../identity/tokens.ts';
import { newId } from '../ids.ts';
import { connectNats, ensureStreams } from '../messaging/nats.ts';
import { envelopeFor } from '../messaging/outbox.ts';
import { connectMongo } from '../storage/mongo.ts';
import type { NewEvent } from '../storage/transaction.ts';

type Facts = EventOf<typeof communitiesContract.events.communityFounded>['data'];

/**
 * Membership's side of the backbone, for tests of the other services: signs people in with membership's key, and
 * publishes its events and directory entries on the real streams and bucket.
 */
export const membershipSide = async (environment: Record<string, string>) => {
  const prefix = environment.SKEIN_PREFIX ?? 'skein';
  const network = environment.SKEIN_NETWORK ?? 'testing';
  const client = await connectMongo(environment.SKEIN_MONGO_URL ?? '', 'test');
  const nats = await connectNats(environment.SKEIN_NATS_URL ?? '', 'test');
  await ensureStreams(nats, prefix);
  const key = await ensureSigningKey(client.db(`${prefix}_membership`), nats, prefix, 'membership');
  const bucket = await nats.kvm.open(bucketName(prefix, 'MEMBERS'));
  const publish = async <D extends EventDefinition>(
    definition: D,
    event: Omit<NewEvent<D>, 'network'> & { network?: string },
  ) => {
    const envelope = envelopeFor(definition, { network, ...event } as NewEvent<D>, new Date());
    const header = headers();
    header.set('Content-Type', eventContentType);
    const subject = eventSubject(prefix, envelope.network, definition);
    await nats.js.publish(subject, JSON.stringify(envelope), { msgID: envelope.id, headers: header });
    return envelope;
  };
  return {
    nats,
    client,
    publish,
    /** Tells that a community was founded. */
    found: (community: string, facts: Partial<Facts> = {}, elsewhere?: string) =>
      publish(communitiesContract.events.communityFounded, {
        subject: community,
        version: 1,
        data: {
          ...{ community, slug: `c-${community}`, name: 'Nurses', domain: 'Care', status: 'established' },
          ...facts,
        },
        ...(elsewhere && { network: elsewhere }),
      }),
    /** Tells that somebody became a member of the network. */
    join: (person: string) =>
      publish(peopleContract.events.personJoined, {
        subject: person,
        version: 1,
        data: { person, roles: [], welcome: false },
      }),
    /** Tells that somebody became a member of a community. */
    enter: (person: string, community: string) =>
      publish(communitiesContract.events.membershipStarted, {
        subject: `${person}.${community}`,
        version: 1,
        data: { person, community, role: 'member', welcome: false },
      }),
    /** An access token; `at` is when it was signed, so that a test can have one that has expired. */
    tokenFor: (actor: Partial<Actor> = {}, at = new Date()): Promise<string> =>
      signAccess(
        key,
        {
          person: newId(),
          network,
          roles: [],
          communities: {},
          proof: { at: at.toISOString() },
          ...actor,
        },
        at,
      ),
    putMember: async (entry: DirectoryEntry): Promise<void> => {
      await bucket.put(`${entry.network}.${entry.id}`, JSON.stringify(entry));
    },
    stop: async (): Promise<void> => {
      await nats.connection.drain();
      await client.close();
    },
  };
};
