import { bucketName, eventStream, peopleContract } from '@skein/contracts';
import { startService } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { startNetwork } from '../../testing/network.ts';

let net: Awaited<ReturnType<typeof startNetwork>>;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.service.stop());

const place = () => {
  const { nats, config } = net.service.context;
  const prefix = config.SKEIN_PREFIX;
  return { nats, prefix, events: eventStream(prefix, 'membership') };
};

const entryOf = async (person: string) => {
  const { nats, prefix } = place();
  const entry = await (await nats.kvm.open(bucketName(prefix, 'MEMBERS'))).get(`testing.${person}`);
  return entry?.operation === 'PUT' ? entry : undefined;
};

const joinedIn = async (person: string): Promise<boolean> => {
  const { nats, prefix, events } = place();
  const { service, aggregate, event, version } = peopleContract.events.personJoined;
  const filter = `${prefix}.testing.${service}.${aggregate}.${event}.v${version}`;
  const { state } = await nats.jsm.streams.info(events);
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await nats.jsm.streams.getMessage(events, { seq });
    if (message?.subject === filter && message.string().includes(person)) return true;
  }
  return false;
};

const lose = async (): Promise<void> => {
  const { nats, prefix, events } = place();
  for (const bucket of ['MEMBERS', 'JWKS'] as const)
    await nats.jsm.streams.delete(`KV_${bucketName(prefix, bucket)}`);
  await nats.jsm.streams.delete(events);
};

const keys = async (): Promise<string[]> => {
  const { nats, prefix } = place();
  const names: string[] = [];
  for await (const name of await (await nats.kvm.open(bucketName(prefix, 'JWKS'))).keys()) names.push(name);
  return names;
};

describe('what JetStream held, once its folder is lost', () => {
  it('is filled again while the service runs: events, members and the key', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    const before = await until('the entry', () => entryOf(person));
    await until('the event', () => joinedIn(person));
    const published = await keys();
    await lose();
    const after = await until('the entry again', () => entryOf(person));
    expect(after.json()).toEqual(before.json());
    expect(after.revision).toBeGreaterThan(before.revision);
    await until('the event again', () => joinedIn(person));
    expect(await until('the key again', async () => (await keys()).length && keys())).toEqual(published);
    const waiting = () => net.service.context.db.collection('outbox').countDocuments({ published: null });
    await until('all to be published', async () => (await waiting()) === 0);
  });

  it('is filled again at the start, and is not where nothing was lost', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    await until('the entry', () => entryOf(person));
    await net.service.stop();
    const other = await startService(membership, net.environment);
    const revision = async () => (await until('the entry', () => entryOf(person))).revision;
    net.service = other;
    const before = await revision();
    await lose();
    await other.stop();
    net.service = await startService(membership, net.environment);
    expect(await revision()).toBeGreaterThan(before);
    await until('the event', () => joinedIn(person));
    const kept = await revision();
    await net.service.stop();
    net.service = await startService(membership, net.environment);
    await until(
      'nothing to wait',
      async () => (await net.service.context.db.collection('directory_outbox').countDocuments()) === 0,
    );
    expect(await revision()).toBe(kept);
  });
});
