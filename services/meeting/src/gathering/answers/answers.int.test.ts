import {
  type Coming,
  communitiesContract,
  type Meeting,
  meetingsContract,
  type PersonComing,
  type Series,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const plan = async (rest: object = {}): Promise<Meeting> => {
  const body = planFor(net.community, { startsAt: '2099-12-01T12:30:00Z', ...rest });
  const planned = await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body });
  expect(planned.status).toBe(201);
  return planned.body;
};

/** Somebody else of the community each time. */
const member = async (): Promise<{ person: string; as: string }> => {
  const person = newId();
  const as = await net.side.tokenFor({ person, communities: { [net.community]: 'member' } });
  return { person, as };
};

const answer = ({ id }: { id: string }, as: string, said: string, rest: object = {}, key?: string) =>
  net.api<Coming>('PUT', `/meetings/${id}/answer`, {
    as,
    body: { answer: said, ...rest },
    ...(key && { key }),
  });

const coming = async ({ id }: { id: string }, as: string): Promise<Coming> =>
  (await net.api<Coming>('GET', `/meetings/${id}/answers`, { as })).body;

const people = async ({ id }: { id: string }, state = ''): Promise<PersonComing[]> => {
  const path = `/meetings/${id}/answers/people${state && `?state=${state}`}`;
  return (await net.api<{ items: PersonComing[] }>('GET', path, { as: net.tokens.ada })).body.items;
};

describe('answering a meeting', () => {
  it('is yes, maybe or no, and can be changed', async () => {
    const meeting = await plan();
    const yes = await answer(meeting, net.tokens.ben, 'yes');
    expect(yes.body).toMatchObject({
      ...{ meeting: meeting.id, seated: 1, waiting: 0, maybe: 0, no: 0, open: true },
      mine: { answer: 'yes', state: 'seated' },
    });
    expect(yes.body).not.toHaveProperty('left');
    const maybe = await answer(meeting, net.tokens.ben, 'maybe');
    expect(maybe.body).toMatchObject({ seated: 0, maybe: 1, mine: { answer: 'maybe', state: 'maybe' } });
    expect(await coming(meeting, net.tokens.ada)).not.toHaveProperty('mine');
  });

  it('fills the seats, then the waiting list in order; whoever gives a seat up moves the first one up', async () => {
    const meeting = await plan({ capacity: 2 });
    const [a, b, c, d] = await Promise.all([member(), member(), member(), member()]);
    for (const { as } of [a, b, c, d]) await answer(meeting, as, 'yes');
    expect(await coming(meeting, c.as)).toMatchObject({ left: 0, waiting: 2, mine: { place: 1 } });
    expect(await coming(meeting, d.as)).toMatchObject({
      mine: { answer: 'yes', state: 'waiting', place: 2 },
    });
    // A yes again keeps the place.
    expect((await answer(meeting, d.as, 'yes')).body.mine).toMatchObject({ state: 'waiting', place: 2 });
    expect((await answer(meeting, a.as, 'no')).body).toMatchObject({ seated: 2, waiting: 1, no: 1 });
    expect((await coming(meeting, c.as)).mine).toMatchObject({ state: 'seated' });
    expect((await coming(meeting, d.as)).mine).toMatchObject({ state: 'waiting', place: 1 });
    // Whoever was moved up may give it back, too.
    await answer(meeting, c.as, 'no');
    expect((await coming(meeting, d.as)).mine).toMatchObject({ state: 'seated' });
    const events = await net.db
      .collection('outbox')
      .find({ 'envelope.type': 'skein.meeting.answer.moved-up.v1', 'envelope.data.meeting': meeting.id })
      .toArray();
    expect(events.map(({ envelope }) => envelope.data.person)).toEqual([c.person, d.person]);
  });

  it('counts once for a key, however often it is sent', async () => {
    const meeting = await plan({ capacity: 5 });
    const { as } = await member();
    const sent = await Promise.all([1, 2, 3].map(() => answer(meeting, as, 'yes', {}, 'k1')));
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(sent.map(({ body }) => body)).toEqual([sent[0]?.body, sent[0]?.body, sent[0]?.body]);
    expect(await coming(meeting, as)).toMatchObject({ seated: 1, left: 4 });
    expect((await answer(meeting, as, 'no', {}, 'k1')).problem.code).toBe('idempotency-key-reused');
  });

  it('is for those whom the meeting is for', async () => {
    const meeting = await plan();
    for (const as of [net.tokens.dot, net.tokens.cy]) {
      expect((await answer(meeting, as, 'yes')).problem).toMatchObject({ status: 403, code: 'forbidden' });
    }
    expect((await answer(meeting, net.tokens.foreigner, 'yes')).status).toBe(404);
    const open = await plan({ audience: 'network' });
    expect((await answer(open, net.tokens.dot, 'yes')).status).toBe(200);
    const joint = await plan({ withCommunities: [net.neighbour] });
    expect((await answer(joint, net.tokens.dot, 'maybe')).status).toBe(200);
  });

  it('ends with the meeting, and says so', async () => {
    const past = await plan({ startsAt: '2020-12-01T12:30:00Z' });
    expect((await answer(past, net.tokens.ben, 'yes')).problem).toMatchObject({
      status: 409,
      code: 'closed',
    });
    expect(await coming(past, net.tokens.ben)).toMatchObject({ open: false });
    const wrong = await answer(await plan(), net.tokens.ben, 'perhaps');
    expect(wrong.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/answer' }] });
  });

  it('goes for this date, this and the following, or all of a series', async () => {
    const started = await net.api<Series>('POST', '/series', {
      as: net.tokens.ada,
      body: { community: net.community, title: 'Weekly', kind: 'call', rhythm: 'every week' },
    });
    const dates: Meeting[] = [];
    for (const day of ['01', '08', '15'])
      dates.push(await plan({ series: started.body.id, startsAt: `2099-12-${day}T12:30:00Z` }));
    const [first, second, third] = dates as [Meeting, Meeting, Meeting];
    const { as } = await member();
    expect((await answer(second, as, 'yes', { dates: 'following' }, 'k2')).body).toMatchObject({
      meeting: second.id,
      mine: { state: 'seated' },
    });
    expect((await answer(second, as, 'yes', { dates: 'following' }, 'k2')).body.seated).toBe(1);
    const mine = async () => {
      const ids = dates.map(({ id }) => id).join(',');
      const { body } = await net.api<{ items: Coming[] }>('GET', `/my-answers?meetings=${ids}`, { as });
      const of = new Map(body.items.map((one) => [one.meeting, one.mine?.answer]));
      return dates.map(({ id }) => of.get(id));
    };
    expect(await mine()).toEqual([undefined, 'yes', 'yes']);
    await answer(third, as, 'no');
    await answer(first, as, 'maybe', { dates: 'all' });
    expect(await mine()).toEqual(['maybe', 'maybe', 'maybe']);
    const alone = await answer(await plan(), as, 'yes', { dates: 'all' });
    expect(alone.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/dates' }] });
  });

  it('holds for the dates too of a series that are planned later, while they belong', async () => {
    const started = await net.api<Series>('POST', '/series', {
      as: net.tokens.ada,
      body: { community: net.community, title: 'Weekly', kind: 'call', rhythm: 'every week' },
    });
    const series = started.body.id;
    const first = await plan({ series });
    const [stays, leaves] = [await member(), await member()];
    for (const { person, as } of [stays, leaves]) {
      await net.side.enter(person, net.community);
      await answer(first, as, 'yes', { dates: 'all' });
    }
    const known = net.db.collection<{ _id: string }>('known_memberships');
    await until('both belong', async () => {
      const ids = [stays, leaves].map(({ person }) => `${person}.${net.community}`);
      return (await known.countDocuments({ _id: { $in: ids } })) === 2;
    });
    await net.side.publish(communitiesContract.events.membershipEnded, {
      subject: `${leaves.person}.${net.community}`,
      version: 2,
      data: { person: leaves.person, community: net.community },
    });
    await until('one of them has left', async () => {
      const left = await net.db.collection('standing_answers').countDocuments({ series });
      return left === 1;
    });
    const later = await plan({ series, startsAt: '2099-12-08T12:30:00Z' });
    await until('the later date is answered', async () => (await coming(later, stays.as)).mine);
    expect((await people(later)).map(({ person, state }) => [person, state])).toEqual([
      [stays.person, 'seated'],
    ]);
  });

  it('leaves out of what it lists the meetings that are not for whoever asks', async () => {
    const [closed, open] = [await plan(), await plan({ audience: 'network' })];
    const path = `/my-answers?meetings=${closed.id},${open.id},${newId()}`;
    const { body } = await net.api<{ items: Coming[] }>('GET', path, { as: net.tokens.dot });
    expect(body.items.map(({ meeting }) => meeting)).toEqual([open.id]);
    const wrong = await net.api('GET', '/my-answers?meetings=all', { as: net.tokens.dot });
    expect(wrong.problem.status).toBe(400);
  });
});

describe('the host', () => {
  it('sees who comes, in the order in which they answered; members see numbers alone', async () => {
    const meeting = await plan({ capacity: 1 });
    const [a, b] = [await member(), await member()];
    await answer(meeting, a.as, 'yes');
    await answer(meeting, b.as, 'yes');
    await answer(meeting, net.tokens.ben, 'no');
    expect((await people(meeting)).map(({ person, state }) => [person, state])).toEqual([
      [a.person, 'seated'],
      [b.person, 'waiting'],
      [net.people.ben, 'no'],
    ]);
    expect((await people(meeting, 'waiting')).map(({ person }) => person)).toEqual([b.person]);
    const asMember = await net.api('GET', `/meetings/${meeting.id}/answers/people`, { as: a.as });
    expect(asMember.problem.status).toBe(403);
  });

  it('raises the seats, and those who wait move up in order; lowering throws nobody out', async () => {
    const meeting = await plan({ capacity: 1 });
    const all = await Promise.all([member(), member(), member(), member()]);
    for (const { as } of all) await answer(meeting, as, 'yes');
    const seats = (capacity: number | null, ifMatch: number) =>
      net.api<Coming>('PUT', `/meetings/${meeting.id}/capacity`, {
        as: net.tokens.ada,
        ifMatch,
        body: { capacity },
      });
    expect((await seats(3, 1)).body).toMatchObject({
      capacity: 3,
      left: 0,
      seated: 3,
      waiting: 1,
      meetingVersion: 2,
    });
    expect((await people(meeting, 'waiting')).map(({ person }) => person)).toEqual([all[3]?.person]);
    const lowered = await seats(2, 2);
    expect(lowered.problem).toMatchObject({ status: 409, errors: [{ pointer: '#/capacity' }] });
    expect(lowered.problem.detail).toContain('3 people have a seat');
    expect((await seats(5, 1)).problem.status).toBe(412);
    expect((await seats(null, 2)).body).toMatchObject({ seated: 4, waiting: 0 });
    const read = await net.api<Meeting>('GET', `/meetings/${meeting.id}`, { as: net.tokens.ada });
    expect(read.body).not.toHaveProperty('capacity');
    const { type } = meetingsContract.events.meetingChanged;
    const told = await net.db
      .collection('outbox')
      .find({ 'envelope.type': type, 'envelope.subject': meeting.id })
      .toArray();
    expect(told.map(({ envelope }) => envelope.data.fields)).toEqual([['capacity'], ['capacity']]);
  });

  it('takes a seat away, which is the next one’s', async () => {
    const meeting = await plan({ capacity: 1 });
    const [a, b] = [await member(), await member()];
    await answer(meeting, a.as, 'yes');
    await answer(meeting, b.as, 'yes');
    const remove = (as: string, person = a.person) =>
      net.api<Coming>('DELETE', `/meetings/${meeting.id}/answers/${person}`, { as });
    expect((await remove(b.as)).problem.status).toBe(403);
    expect((await remove(net.tokens.ada, newId())).problem.status).toBe(404);
    expect((await remove(net.tokens.ada)).body).toMatchObject({ seated: 1, waiting: 0 });
    expect((await coming(meeting, a.as)).mine).toMatchObject({ answer: 'no', removed: true });
    expect((await coming(meeting, b.as)).mine).toMatchObject({ state: 'seated' });
  });
});
