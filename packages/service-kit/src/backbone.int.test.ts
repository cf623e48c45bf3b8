import {
  deadLetterStream,
  deadLetterSubject,
  eventStream,
  eventSubject,
  peopleContract,
} from '@skein/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from './ids.ts';
import { createLog } from './log.ts';
import type { Loop } from './loop.ts';
import {
  type ConsumerHost,
  inboxCollection,
  type RunningConsumer,
  startConsumer,
} from './messaging/consumer.ts';
import { dropDeadLetter, listDeadLetters, replayDeadLetter } from './messaging/dead-letters.ts';
import { eventConsumer, on, readEvent } from './messaging/event-consumer.ts';
import { usualDelaysMs } from './messaging/giving-back.ts';
import { ensureConsumer } from './messaging/nats.ts';
import { createRecorder, envelopeFor, type OutboxRow, outboxCollection } from './messaging/outbox.ts';
import { startRelay } from './messaging/relay.ts';
import { attempt, attemptCollection, endedTwice } from './storage/attempts.ts';
import { declareCollection, ensureCollections } from './storage/collections.ts';
import { holdsNobody } from './storage/holdings.ts';
import { leaseCollection } from './storage/lease.ts';
import { inTransaction } from './storage/mongo.ts';
import { rowsIn } from './storage/rows.ts';
import { membershipSide, testEnvironment, until } from './testing/index.ts';

const environment = testEnvironment();
const prefix = environment.SKEIN_PREFIX ?? '';
const network = 'testing';
let side: Awaited<ReturnType<typeof membershipSide>>;
let host: ConsumerHost;
const appliedCollection = declareCollection({
  name: 'applied',
  schema: z.object({ _id: z.string(), times: z.int(), versions: z.array(z.int()) }),
  people: holdsNobody('what this test writes'),
});
const applied = rowsIn(appliedCollection);

beforeAll(async () => {
  side = await membershipSide(environment);
  const db = side.client.db(`${prefix}_kit`);
  await ensureCollections(db, [
    outboxCollection,
    inboxCollection,
    leaseCollection,
    attemptCollection,
    appliedCollection,
  ]);
  host = {
    db,
    client: side.client,
    nats: side.nats,
    log: createLog('test', 'silent'),
    prefix,
    retryDelaysMs: [10, 20, 30],
  };
});
afterAll(() => side.stop());

const joined = peopleContract.events.personJoined;

/** Counts how often an event was applied to each person, and in which order of versions. */
const counting = (name: string, fail: (person: string) => boolean = () => false) =>
  eventConsumer(
    name,
    on(joined, async ({ data, aggregateversion }, tx) => {
      await applied(tx).updateOne(
        { _id: `${name} ${data.person}` },
        { $inc: { times: 1 }, $push: { versions: aggregateversion } },
        { upsert: true },
      );
      if (fail(data.person)) throw new Error('this one cannot be applied');
    }),
  );

const dataOf = (person: string) => ({ person, roles: [], welcome: false });

const streamMessages = async () =>
  (await host.nats.jsm.streams.info(eventStream(prefix, 'membership'))).state.messages;

/** Writes events into the outbox as a service does. */
const recordAll = (events: { person: string; version: number }[]) =>
  inTransaction(host.client, async (session) => {
    const recorder = createRecorder(prefix, new Date());
    for (const { person, version } of events)
      recorder.record(joined, { network, subject: person, version, data: dataOf(person) });
    await recorder.write({ db: host.db, session });
  });

const unpublished = () => host.db.collection<OutboxRow>('outbox').countDocuments({ published: null });

describe('the relay', () => {
  let relay: Loop;
  afterAll(() => relay?.stop());

  it('publishes what is in the outbox, each aggregate in the order of its versions', async () => {
    const people = Array.from({ length: 40 }, () => newId());
    // Later versions first, so that the order of ids would be wrong.
    await recordAll(people.flatMap((person) => [3, 2, 1].map((version) => ({ person, version }))));
    relay = await startRelay(host.db, host.nats, host.log);
    await until('everything published', async () => (await unpublished()) === 0);
    const reader = await startConsumer(host, counting('order'));
    await until(
      'everything applied',
      async () => (await applied(host).countDocuments({ _id: /^order / })) === people.length,
    );
    await until(
      'all versions',
      async () => (await applied(host).countDocuments({ _id: /^order /, times: 3 })) === people.length,
    );
    for (const { versions } of await applied(host)
      .find({ _id: /^order / })
      .toArray())
      expect(versions).toEqual([1, 2, 3]);
    await reader.stop();
  });

  it('publishes no event twice, though it died before it noted that it had', async () => {
    const before = await streamMessages();
    const ids = (await host.db.collection<OutboxRow>('outbox').find().limit(20).toArray()).map(
      ({ _id }) => _id,
    );
    await host.db
      .collection<OutboxRow>('outbox')
      .updateMany({ _id: { $in: ids } }, { $set: { published: null } });
    relay.wake();
    await until('published again', async () => (await unpublished()) === 0);
    expect(await streamMessages()).toBe(before);
  });

  it('leaves the work to one process at a time, and another takes over', async () => {
    const second = await startRelay(host.db, host.nats, host.log);
    await relay.stop();
    await recordAll([{ person: newId(), version: 1 }]);
    await until('the other has published', async () => (await unpublished()) === 0);
    relay = second;
  });
});

describe('a consumer', () => {
  const running: RunningConsumer[] = [];
  afterAll(() => Promise.all(running.map((consumer) => consumer.stop())));
  const start = async (declaration: ReturnType<typeof counting>) => {
    const consumer = await startConsumer(host, declaration);
    running.push(consumer);
    return consumer;
  };

  it('applies an event once, though it comes twice', async () => {
    const person = newId();
    const envelope = envelopeFor(
      joined,
      { network, subject: person, version: 1, data: dataOf(person) },
      new Date(),
    );
    const subject = eventSubject(prefix, network, joined);
    // Two messages, one event: what a replay after a lost stream looks like.
    for (const msgID of ['first', 'second']) {
      await host.nats.js.publish(subject, JSON.stringify(envelope), { msgID: `${msgID} ${envelope.id}` });
    }
    await start(counting('once'));
    const last = newId();
    await side.publish(joined, { subject: last, version: 1, data: dataOf(last) });
    await until('what came after', () => applied(host).findOne({ _id: `once ${last}` }));
    expect((await applied(host).findOne({ _id: `once ${person}` }))?.times).toBe(1);
  });

  it('goes on from where it was when a new version declares it otherwise', async () => {
    const first = await startConsumer(host, counting('upgraded'));
    const before = newId();
    await side.publish(joined, { subject: before, version: 1, data: dataOf(before) });
    await until('the first', () => applied(host).findOne({ _id: `upgraded ${before}` }));
    await first.stop();
    await start({ ...counting('upgraded'), unacknowledged: 7 });
    const after = newId();
    await side.publish(joined, { subject: after, version: 1, data: dataOf(after) });
    await until('the second', () => applied(host).findOne({ _id: `upgraded ${after}` }));
    expect((await applied(host).findOne({ _id: `upgraded ${before}` }))?.times).toBe(1);
    const { config } = await host.nats.jsm.consumers.info(eventStream(prefix, 'membership'), 'upgraded');
    expect(config.max_ack_pending).toBe(7);
  });

  it('sets aside what does not parse, with the reason, and goes on', async () => {
    await start(counting('strict'));
    const subject = eventSubject(prefix, network, joined);
    await host.nats.js.publish(subject, 'not an event');
    await host.nats.js.publish(subject, JSON.stringify({ specversion: '1.0', type: joined.type }));
    const good = newId();
    await side.publish(joined, { subject: good, version: 1, data: dataOf(good) });
    await until('the good one', () => applied(host).findOne({ _id: `strict ${good}` }));
    const letters = await until('two dead letters', async () => {
      const { items } = await listDeadLetters(host.nats, prefix, network, 0, 100);
      const mine = items.filter(({ consumer }) => consumer === 'strict');
      return mine.length >= 2 ? mine : undefined;
    });
    expect(letters[0]?.reason).toMatch(/JSON/);
    expect(letters[1]?.reason).toMatch(/time/);
  });

  it('tries again what fails, then sets it aside, holds up no other, and applies it when replayed', async () => {
    let broken = true;
    const bad = newId();
    await start(counting('patient', (person) => broken && person === bad));
    await side.publish(joined, { subject: bad, version: 1, data: dataOf(bad) });
    const good = newId();
    await side.publish(joined, { subject: good, version: 1, data: dataOf(good) });
    await until('the good one', () => applied(host).findOne({ _id: `patient ${good}` }));
    const letter = await until('the dead letter', async () => {
      const { items } = await listDeadLetters(host.nats, prefix, network, 0, 100);
      return items.find(({ consumer, reason }) => consumer === 'patient' && reason.startsWith('this one'));
    });
    expect(letter).toMatchObject({ reason: 'this one cannot be applied', deliveries: 4, type: joined.type });
    expect(await applied(host).findOne({ _id: `patient ${bad}` })).toBeNull();
    broken = false;
    expect(await replayDeadLetter(host.nats, prefix, network, letter.sequence)).toEqual({
      sequence: letter.sequence,
    });
    await until('the replayed one', () => applied(host).findOne({ _id: `patient ${bad}` }));
    expect(await replayDeadLetter(host.nats, prefix, network, letter.sequence)).toMatchObject({
      refused: 'not-found',
    });
  });

  it('holds up nothing for messages that can never be applied, however many', async () => {
    const bad = Array.from({ length: 70 }, () => newId());
    const poisoned = new Set(bad);
    const consumer = { ...counting('flooded', (person) => poisoned.has(person)), unacknowledged: 64 };
    // With the waits of the running system, of which all are a minute and a half.
    const flooded = await startConsumer({ ...host, retryDelaysMs: usualDelaysMs }, consumer);
    running.push(flooded);
    for (const subject of bad) await side.publish(joined, { subject, version: 1, data: dataOf(subject) });
    const good = newId();
    await side.publish(joined, { subject: good, version: 1, data: dataOf(good) });
    await until('the good one', () => applied(host).findOne({ _id: `flooded ${good}` }));
    // Most are set aside by now, each with its reason; the first few have the time that any failure has.
    await until('most to be set aside', async () => {
      const { items } = await listDeadLetters(host.nats, prefix, network, 0, 500);
      const mine = items.filter((item) => item.consumer === 'flooded');
      return mine.filter(({ reason }) => reason === 'this one cannot be applied').length > 50;
    });
  });

  it('holds no more messages than it may, however many wait', async () => {
    const people = Array.from({ length: 100 }, () => newId());
    for (const subject of people) await side.publish(joined, { subject, version: 1, data: dataOf(subject) });
    const stream = eventStream(prefix, 'membership');
    const heldNow = async () => (await host.nats.jsm.consumers.info(stream, 'modest')).num_ack_pending;
    const going = Promise.withResolvers<void>();
    await start({
      ...counting('modest'),
      held: 20,
      applyAll: async (items, tx) => {
        await going.promise;
        for (const item of items) await item.apply(tx);
      },
    });
    await until('as many as it may hold', async () => (await heldNow()) >= 20);
    let most = 0;
    const look = async () => {
      most = Math.max(most, await heldNow());
    };
    // More would be there by the time that the server has answered so often.
    for (let times = 0; times < 20; times += 1) await look();
    going.resolve();
    await until('all to be applied', async () => {
      await look();
      const ids = people.map((person) => `modest ${person}`);
      return (await applied(host).countDocuments({ _id: { $in: ids } })) === people.length;
    });
    expect(most).toBe(20);
  });

  it('sets aside a message that ended the process twice, and goes on', async () => {
    const declaration = counting('deadly');
    const deadly = newId();
    const envelope = await side.publish(joined, { subject: deadly, version: 1, data: dataOf(deadly) });
    // What is left of processes that died at it: deliveries without an answer, and that it was begun.
    const stream = eventStream(prefix, 'membership');
    await ensureConsumer(host.nats, stream, 'deadly', declaration.filters(prefix));
    const reader = await host.nats.js.consumers.get(stream, 'deadly');
    for (let death = 0; death < 3; death += 1) {
      const messages = await reader.fetch({ max_messages: 5_000, expires: 1_000 });
      for await (const message of messages) {
        if (message.string().includes(deadly)) message.nak();
        else message.ack();
      }
    }
    for (let death = 0; death < 2; death += 1) {
      const noted = { id: `deadly ${envelope.id}`, place: '' };
      const begun = Promise.withResolvers<void>();
      void attempt({ ...host, now: () => new Date() }, noted, () => {
        begun.resolve();
        return new Promise<true>(() => undefined);
      });
      await begun.promise;
    }
    running.push(await startConsumer(host, declaration));
    const good = newId();
    await side.publish(joined, { subject: good, version: 1, data: dataOf(good) });
    await until('the good one', () => applied(host).findOne({ _id: `deadly ${good}` }));
    await until('the deadly one to be set aside', async () => {
      const { items } = await listDeadLetters(host.nats, prefix, network, 0, 1_000);
      return items.find(({ consumer, reason }) => consumer === 'deadly' && reason === endedTwice);
    });
    expect(await applied(host).findOne({ _id: `deadly ${deadly}` })).toBeNull();
  });

  it('does not publish an entry of a bucket again, which may be older than the one there', async () => {
    const buried = {
      ...{ consumer: 'notification-directory', stream: 'KV_MEMBERS', reason: 'a fault', deliveries: 6 },
      ...{ subject: `$KV.MEMBERS.${network}.somebody`, at: new Date().toISOString(), payload: '{}' },
    };
    const subject = deadLetterSubject(prefix, network, buried.consumer);
    const { seq } = await host.nats.js.publish(subject, JSON.stringify(buried));
    const refused = await replayDeadLetter(host.nats, prefix, network, seq);
    expect(refused).toMatchObject({
      refused: 'conflict',
      detail: expect.stringContaining('npm run rebuild'),
    });
    expect(await dropDeadLetter(host.nats, prefix, network, seq)).toBeUndefined();
  });

  it('shows and drops dead letters of its own network only', async () => {
    const { items } = await listDeadLetters(host.nats, prefix, network, 0, 100);
    const [one] = items;
    if (!one) throw new Error('there should be dead letters by now');
    expect((await listDeadLetters(host.nats, prefix, 'another', 0, 100)).items).toEqual([]);
    expect(await dropDeadLetter(host.nats, prefix, 'another', one.sequence)).toMatchObject({
      refused: 'not-found',
    });
    expect(await dropDeadLetter(host.nats, prefix, network, one.sequence)).toBeUndefined();
    const left = await host.nats.jsm.streams
      .getMessage(deadLetterStream(prefix), { seq: one.sequence })
      .catch(() => null);
    expect(left).toBeNull();
  });
});

it('an event that does not fit its schema is never published', () => {
  const wrong = { person: 'nobody', roles: [], welcome: false };
  expect(() => envelopeFor(joined, { network, subject: 'x', version: 1, data: wrong }, new Date())).toThrow(
    /person/,
  );
  expect(() => readEvent({ subject: 'skein.testing', json: () => ({ type: 'unknown' }) as never })).toThrow();
});
