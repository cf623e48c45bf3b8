import { bucketName, communitiesContract, peopleContract } from '@skein/contracts';
import { createLog, ensureStreams, newId, type ServiceContext } from '@skein/service-kit';
import {
  type ConsumerHost,
  ensureCollections,
  inboxCollection,
  membershipSide,
  type RunningReadModels,
  startReadModels,
  testEnvironment,
  until,
} from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { belonging } from './belonging.ts';
import { directory } from './directory.ts';
import { eraseMember } from './directory-writer.ts';

const environment = testEnvironment();
const prefix = environment.SKEIN_PREFIX ?? '';
const network = 'testing';
let side: Awaited<ReturnType<typeof membershipSide>>;
let host: ConsumerHost;
const known = [belonging, directory].flatMap(({ collections = [] }) => collections);
let models: RunningReadModels;

beforeAll(async () => {
  side = await membershipSide(environment);
  const db = side.client.db(`${prefix}_models`);
  await ensureCollections(db, [inboxCollection, ...known]);
  host = { db, client: side.client, nats: side.nats, log: createLog('test', 'silent'), prefix };
  const context = { service: 'meeting' } as ServiceContext;
  const declared = [belonging, directory].flatMap(({ readModels }) => readModels?.(context) ?? []);
  models = await startReadModels(host, declared, []);
});
afterAll(async () => {
  await models.stop();
  await side.stop();
});

const documents = async () => {
  const names = known.map(({ name }) => name);
  return Promise.all(names.map((name) => host.db.collection(name).find().sort({ _id: 1 }).toArray()));
};
const membershipRows = () => host.db.collection('known_memberships');

describe('read models', () => {
  const community = newId();
  const people = Array.from({ length: 30 }, () => newId());

  it('follow what membership tells', async () => {
    const facts = { community, slug: 'one', name: 'One', domain: 'Something', status: 'forming' as const };
    await side.found(community, facts);
    for (const person of people) {
      await side.join(person);
      await side.enter(person, community);
      await side.putMember({
        id: person,
        network,
        version: 1,
        name: 'Ada',
        email: `${person}@example.org`,
        communities: [community],
        consents: ['digest'],
      });
    }
    await until(
      'all of it',
      async () => (await membershipRows().countDocuments({ role: 'member' })) === people.length,
    );
    await until(
      'all entries',
      async () => (await host.db.collection('members').countDocuments()) === people.length,
    );
  });

  it('do not go back to an older state that comes late', async () => {
    const person = people[0] ?? '';
    const subject = `${person}.${community}`;
    await side.publish(communitiesContract.events.membershipEnded, {
      subject,
      version: 3,
      data: { person, community },
    });
    await until(
      'the end',
      async () => (await membershipRows().findOne({ _id: subject as never }))?.version === 3,
    );
    const late = { person, community, role: 'core' as const, welcome: false };
    await side.publish(communitiesContract.events.membershipStarted, { subject, version: 2, data: late });
    const marker = newId();
    await side.publish(peopleContract.events.personJoined, {
      subject: marker,
      version: 1,
      data: { person: marker, roles: [], welcome: false },
    });
    await until('what came after', () =>
      host.db.collection('known_people').findOne({ _id: marker as never }),
    );
    expect((await membershipRows().findOne({ _id: subject as never }))?.role).toBeUndefined();
  });

  it('come out equal when they are dropped and built again', async () => {
    const before = await documents();
    await models.rebuild('belonging');
    await models.rebuild('directory');
    expect(await documents()).toEqual(before);
  });

  it('say which there are, when one is asked for that is not', async () => {
    await expect(models.rebuild('nothing')).rejects.toThrow('belonging, directory');
  });

  it('take up what a bucket says that was lost and filled again, over what the lost one said', async () => {
    const person = people[2] ?? '';
    const entry = {
      id: person,
      network,
      version: 2,
      email: `${person}@example.org`,
      communities: [community],
    };
    await side.putMember({ ...entry, name: 'Ada before', consents: ['digest'] });
    const nameOf = async () => (await host.db.collection('members').findOne({ _id: person as never }))?.name;
    await until('the name of before', async () => (await nameOf()) === 'Ada before');
    await host.nats.jsm.streams.delete(`KV_${bucketName(prefix, 'MEMBERS')}`);
    await ensureStreams(host.nats, prefix);
    await side.putMember({ ...entry, name: 'Ada after', consents: ['digest'] });
    await until('the name of after', async () => (await nameOf()) === 'Ada after');
  });

  it('forget a member who is erased, and the bucket holds no byte of them', async () => {
    const gone = people[1] ?? '';
    await eraseMember(host.nats, prefix, network, gone);
    await until(
      'them to be forgotten',
      async () => !(await host.db.collection('members').findOne({ _id: gone as never })),
    );
    const stream = `KV_${bucketName(prefix, 'MEMBERS')}`;
    const { state } = await host.nats.jsm.streams.info(stream);
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await host.nats.jsm.streams.getMessage(stream, { seq }).catch(() => null);
      expect(message?.string() ?? '').not.toContain(`${gone}@example.org`);
    }
  });
});
