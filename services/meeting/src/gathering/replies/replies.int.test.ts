import {
  type Coming,
  type Meeting,
  type OutsideAnswer,
  repliesContract,
  type Series,
} from '@skein/contracts';
import { ask, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type Network, planFor, startNetwork, weeklyPlan } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
  const { people, community, side } = net;
  const subject = `${people.ben}.${community}`;
  await side.enter(people.ben, community);
  await until('ben belongs', () =>
    net.db.collection<{ _id: string }>('known_memberships').findOne({ _id: subject }),
  );
});
afterAll(() => net.stop());

type Asked = z.input<typeof repliesContract.questions.takeReply.question>;

const host = () => new URL(net.environment.SKEIN_PUBLIC_URL ?? '').hostname;
let minute = 0;
/** Later than any before. */
const stamp = (): string => {
  minute += 1;
  return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
};

const reply = async (rest: Partial<Asked> & Pick<Asked, 'uid'>) => {
  const question = { network: 'testing', person: net.people.ben, answer: 'yes' as const, stamp: stamp() };
  const answered = await ask(
    net.side.nats,
    net.environment.SKEIN_PREFIX ?? '',
    repliesContract.questions.takeReply,
    { ...question, ...rest },
  );
  return answered?.outcome;
};

const plan = async (): Promise<Meeting> => {
  const body = planFor(net.community);
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body;
};

const mine = async (id: string) =>
  (await net.api<Coming>('GET', `/meetings/${id}/answers`, { as: net.tokens.ben })).body.mine?.answer;

const eventsOf = (meeting: string) =>
  net.db
    .collection('outbox')
    .find({ 'envelope.type': 'skein.meeting.answer.given.v1', 'envelope.data.meeting': meeting })
    .sort({ _id: 1 })
    .toArray();

describe('what a calendar program answers', () => {
  it('counts as the answer of who was invited; what comes late, or twice, changes nothing', async () => {
    const meeting = await plan();
    const uid = `${meeting.id}@${host()}`;
    const [first, second] = [stamp(), stamp()];
    expect(await reply({ uid, answer: 'no', stamp: second, sequence: 0 })).toBe('taken');
    expect(await reply({ uid, answer: 'yes', stamp: first, sequence: 0 })).toBe('overtaken');
    expect(await reply({ uid, answer: 'yes', stamp: second, sequence: 0 })).toBe('overtaken');
    expect(await mine(meeting.id)).toBe('no');
    expect(await reply({ uid, answer: 'maybe', sequence: 0 })).toBe('taken');
    expect(await mine(meeting.id)).toBe('maybe');
    const given = await eventsOf(meeting.id);
    expect(given.map(({ envelope }) => envelope.data.by)).toEqual(['calendar', 'calendar']);
    expect(await reply({ uid: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b@elsewhere.example' })).toBe('unknown');
  });

  it('counts too where the meeting was changed since, and is said to be earlier', async () => {
    const meeting = await plan();
    const body = { startsAt: '2099-12-02T12:30:00Z' };
    await net.api('PATCH', `/meetings/${meeting.id}`, { as: net.tokens.ada, ifMatch: 1, body });
    expect(await reply({ uid: `${meeting.id}@${host()}`, sequence: 0 })).toBe('taken');
    const [given] = await eventsOf(meeting.id);
    expect(given?.envelope.data).toMatchObject({ by: 'calendar', earlier: true });
    const cancelling = { as: net.tokens.ada, ifMatch: 2, body: { reason: 'Snow' } };
    await net.api('POST', `/meetings/${meeting.id}/cancellation`, cancelling);
    expect(await reply({ uid: `${meeting.id}@${host()}`, answer: 'no' })).toBe('closed');
  });

  it('is to one date of a series by any clock, or to all that are to come', async () => {
    const seriesBody = {
      ...{ community: net.community, title: 'Weekly', kind: 'call', rhythm: 'weekly', agenda: [] },
      plan: weeklyPlan({ rule: { frequency: 'weekly', count: 3 } }),
    };
    const series = (await net.api<Series>('POST', '/series', { as: net.tokens.ada, body: seriesBody })).body;
    const path = `/meetings?series=${series.id}`;
    const { items } = (await net.api<{ items: Meeting[] }>('GET', path, { as: net.tokens.ada })).body;
    expect(items).toHaveLength(3);
    const [one, two, three] = items.map(({ id }) => id) as [string, string, string];
    const uid = `${series.id}@${host()}`;
    const second = items[1]?.startsAt ?? '';
    const stockholm = new Date(second)
      .toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' })
      .replace(' ', 'T')
      .slice(0, 16);
    const answers = () => Promise.all([one, two, three].map(mine));
    const recurrence = { wall: stockholm, zone: 'W. Europe Standard Time' };
    expect(await reply({ uid, answer: 'no', recurrence })).toBe('taken');
    expect(await answers()).toEqual([undefined, 'no', undefined]);
    expect(await reply({ uid, answer: 'maybe', recurrence: { at: second } })).toBe('taken');
    expect(await reply({ uid, answer: 'yes' })).toBe('taken');
    expect(await answers()).toEqual(['yes', 'yes', 'yes']);
    const day = second.slice(0, 10);
    expect(await reply({ uid, answer: 'no', recurrence: { day } })).toBe('taken');
    expect(await answers()).toEqual(['yes', 'no', 'yes']);
    expect(await reply({ uid, recurrence: { day: '2020-01-01' } })).toBe('unknown');
  });

  it('of somebody to whom it was passed on is held for the host, who accepts or dismisses it', async () => {
    const meeting = await plan();
    const uid = `${meeting.id}@${host()}`;
    const from = { email: 'guest@example.org', name: 'Gus' };
    expect(await reply({ uid, from })).toBe('held');
    expect(await mine(meeting.id)).toBeUndefined();
    const path = `/meetings/${meeting.id}/outside-answers`;
    const listed = await net.api<{ items: OutsideAnswer[] }>('GET', path, { as: net.tokens.ada });
    expect(listed.body.items).toMatchObject([
      { ...from, answer: 'yes', status: 'held', through: net.people.ben },
    ]);
    const settling = `${path}/${listed.body.items[0]?.id}`;
    const body = { status: 'accepted' };
    const by = (as: string) => net.api('PUT', settling, { as, ifMatch: 1, body });
    expect((await by(net.tokens.ben)).status).toBe(403);
    expect((await by(net.tokens.ada)).body).toMatchObject(body);
    expect((await by(net.tokens.ada)).status).toBe(412);
    expect(await reply({ uid, from, answer: 'no' })).toBe('held');
    const after = await net.api<{ items: OutsideAnswer[] }>('GET', path, { as: net.tokens.ada });
    expect(after.body.items).toMatchObject([{ answer: 'no', status: 'accepted' }]);
  });
});
