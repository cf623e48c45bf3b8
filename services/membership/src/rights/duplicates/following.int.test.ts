import { erasureContract, eventSubject } from '@skein/contracts';
import { newId, startService } from '@skein/service-kit';
import { call, testEnvironment, until } from '@skein/service-kit/testing';
import { Binary, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { type Network, startNetwork } from '../../testing/network.ts';
import { startProcess } from '../../testing/process.ts';

const network = 'testing';
type Row = { _id: string; [field: string]: unknown };

describe('a merge', () => {
  let net: Network;
  beforeAll(async () => {
    net = await startNetwork();
  });
  afterAll(() => net.stop());

  const rows = (name: string) => net.db.collection<Row>(name);
  const later = new Date(Date.now() + 86_400_000);
  const merge = async (kept: string, gone: string) => {
    const body = { gone, goneVersion: 1 };
    const reply = await call(net.url, 'POST', `/people/${kept}/merge`, { as: net.admin, body, ifMatch: 1 });
    expect(reply.status).toBe(200);
    const subject = eventSubject(
      net.environment.SKEIN_PREFIX ?? '',
      network,
      erasureContract.events.carriedOut.membership,
    );
    await until('everything to follow', () =>
      net.db.collection('outbox').findOne({ subject, 'envelope.subject': gone }),
    );
  };
  const two = async () => {
    const [kept = '', gone = ''] = await net.takeIn(2, []);
    return { kept, gone, other: newId() };
  };

  it('leaves one holding of a role that both hold, since the earlier day, and all that are over', async () => {
    const { kept, gone } = await two();
    const role = newId();
    const hold = (person: string, from: string, until?: string) => ({
      ...{ _id: newId(), network, role, person, from: new Date(from) },
      ...(until && { until: new Date(until) }),
    });
    await rows('role_holdings').insertMany([
      hold(kept, '2026-02-01'),
      hold(gone, '2026-01-01'),
      hold(kept, '2024-01-01', '2024-02-01'),
      hold(gone, '2025-01-01', '2025-02-01'),
    ]);
    await merge(kept, gone);
    const held = await rows('role_holdings').find({ role }).sort({ from: 1 }).toArray();
    expect(
      held.map(({ person, from, until: end }) => [person, (from as Date).toISOString(), Boolean(end)]),
    ).toEqual([
      [kept, '2024-01-01T00:00:00.000Z', true],
      [kept, '2025-01-01T00:00:00.000Z', true],
      [kept, '2026-01-01T00:00:00.000Z', false],
    ]);
  });

  it('leaves one open invitation of both into a community, and those that were answered', async () => {
    const { kept, gone } = await two();
    const [community, elsewhere] = [newId(), newId()];
    const invite = (into: string, person: string, status: string) => ({
      ...{ _id: newId(), network, version: 1, status, community: into, role: 'member', person },
      ...{ invitedBy: newId(), invitedAt: new Date(), expiresAt: later, forgetAt: later },
      ...{ letter: 'sent', letterDueAt: new Date(), letterAttempts: 1 },
    });
    const ofKept = invite(community, kept, 'open');
    await rows('invitations').insertMany([
      ofKept,
      invite(community, gone, 'open'),
      invite(community, gone, 'declined'),
      invite(elsewhere, gone, 'open'),
    ]);
    await merge(kept, gone);
    expect(await rows('invitations').countDocuments({ person: gone })).toBe(0);
    const open = await rows('invitations').find({ person: kept, status: 'open' }).toArray();
    expect(open.map(({ community: into }) => into).toSorted()).toEqual([community, elsewhere].toSorted());
    expect(open.find(({ community: into }) => into === community)?._id).toBe(ofKept._id);
    expect(await rows('invitations').countDocuments({ person: kept, status: 'declined' })).toBe(1);
  });

  it('introduces nobody to themselves, and lets a no of either hold', async () => {
    const { kept, gone, other } = await two();
    const introduce = (people: object[], status = 'asked') => ({
      ...{ _id: newId(), network, version: 1, by: newId(), people, reason: 'Talk.', outcomes: [], status },
      ...{ askedAt: new Date(), expiresAt: later },
    });
    const toEachOther = introduce([{ person: kept }, { person: gone }]);
    const three = introduce([
      { person: kept, answer: 'accept', answeredAt: new Date() },
      { person: other, answer: 'accept', answeredAt: new Date() },
      { person: gone, answer: 'decline', answeredAt: new Date() },
    ]);
    const one = introduce([{ person: gone }, { person: other }]);
    await rows('introductions').insertMany([toEachOther, three, one]);
    await merge(kept, gone);
    expect(await rows('introductions').findOne({ _id: toEachOther._id })).toBeNull();
    expect(await rows('introductions').findOne({ _id: three._id })).toMatchObject({
      ...{ status: 'declined', version: 2 },
      people: [
        { person: kept, answer: 'decline' },
        { person: other, answer: 'accept' },
      ],
    });
    expect(await rows('introductions').findOne({ _id: one._id })).toMatchObject({
      people: [{ person: kept }, { person: other }],
    });
  });

  it('moves conversations, proposals and wishes, and keeps one photo and the stricter visibility', async () => {
    const { kept, gone, other } = await two();
    const spoken = { source: 'x', addedAt: new Date(), forgetAt: later, name: 'Ida' };
    const contact = { at: new Date(), by: gone, channel: 'phone', note: 'Hm.' };
    const prospect = { _id: newId(), network, version: 1, ...spoken, owner: gone, contacts: [contact] };
    await rows('prospects').insertOne(prospect);
    const text = {
      name: 'C',
      slug: newId(),
      domain: 'D',
      description: '',
      why: '',
      joining: 'open',
      invite: [],
    };
    const proposal = { _id: newId(), network, version: 1, status: 'submitted', ...text, history: [] };
    await rows('community_proposals').insertOne({ ...proposal, proposer: other, founders: [gone, kept] });
    const wish = { _id: newId(), network, version: 1, person: gone, what: 'Hm.', status: 'open' };
    await rows('rectification_requests').insertOne({ ...wish, askedAt: new Date() });
    const photo = { network, type: 'image/png', digest: 'x', bytes: new Binary(Buffer.from('gone')) };
    await rows('photos').insertOne({ _id: gone, ...photo });
    await rows('people').updateOne(
      { _id: kept },
      { $set: { visibility: { email: 'network', region: 'nobody' } } },
    );
    await rows('people').updateOne(
      { _id: gone },
      { $set: { visibility: { email: 'nobody', region: 'network' } } },
    );
    await merge(kept, gone);
    expect(await rows('prospects').findOne({ _id: prospect._id })).toMatchObject({
      ...{ owner: kept, contacts: [{ by: kept, note: 'Hm.' }] },
    });
    expect(await rows('community_proposals').findOne({ _id: proposal._id })).toMatchObject({
      founders: [kept],
    });
    expect(await rows('rectification_requests').findOne({ _id: wish._id })).toMatchObject({ person: kept });
    expect(await rows('photos').countDocuments({ _id: { $in: [kept, gone] } })).toBe(1);
    expect(await rows('photos').findOne({ _id: kept })).toMatchObject({ digest: 'x' });
    const profile = await rows('people').findOne({ _id: kept });
    expect(profile?.visibility).toMatchObject({ email: 'nobody', region: 'nobody' });
  });
});

it('is carried out once, though its process is killed in the middle', async () => {
  const environment = testEnvironment();
  const net = await startNetwork(environment);
  const [kept = ''] = await net.takeIn(1, []);
  await net.stop();
  const client = await new MongoClient(environment.SKEIN_MONGO_URL ?? '').connect();
  onTestFinished(() => client.close());
  const db = client.db(`${environment.SKEIN_PREFIX}_membership`);
  const gone = newId();
  const many = 500;
  const hold = { network, role: newId(), from: new Date(0), until: new Date() };
  const held = Array.from({ length: many }, () => ({ _id: newId(), person: gone, ...hold }));
  await db.collection<Row>('role_holdings').insertMany(held);
  const left = { network, kept, sweeps: 0, dueAt: new Date(), place: 0, counts: [] };
  await db.collection<Row>('departures').insertOne({ _id: gone, ...left });
  const moved = () => db.collection('role_holdings').countDocuments({ person: kept });

  const { kill } = await startProcess(environment);
  await until('some to be moved', async () => (await moved()) >= 50);
  await kill();
  expect(await moved()).toBeLessThan(many);

  const service = await startService(membership, environment);
  onTestFinished(() => service.stop());
  const told = () =>
    db
      .collection('outbox')
      .find({ 'envelope.type': /departure\.carried-out/, 'envelope.subject': gone })
      .toArray();
  await until('all to be told', async () => (await told()).length > 0, 50_000);
  expect(await moved()).toBe(many);
  expect(await db.collection('role_holdings').countDocuments()).toBe(many);
  const [only, ...others] = await told();
  expect(others).toEqual([]);
  const lines: { what: string }[] = only?.envelope.data.lines ?? [];
  const line = lines.find(({ what }) => what.startsWith('Roles'));
  // Each row was gone over once: what a step did, and how far it got, are one transaction.
  expect(line).toMatchObject({ changed: many, removed: 0 });
}, 120_000);
