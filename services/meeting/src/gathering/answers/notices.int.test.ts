import { answersContract, type LinkedMeeting, type Meeting, type MeetingLetterPart } from '@skein/contracts';
import { ask, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const day = 24 * 60 * 60_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();

const plan = async (rest: object = {}): Promise<Meeting> => {
  const body = planFor(net.community, { startsAt: inDays(10), audience: 'network', ...rest });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body;
};

const say = ({ id }: { id: string }, as: string, answer: string) =>
  net.api('PUT', `/meetings/${id}/answer`, { as, body: { answer } });

const edit = async ({ id }: { id: string }, body: object): Promise<void> => {
  const { body: before } = await net.api<Meeting>('GET', `/meetings/${id}`, { as: net.tokens.ada });
  const changed = await net.api('PATCH', `/meetings/${id}`, {
    ...{ as: net.tokens.ada, ifMatch: before.version, body },
  });
  expect(changed.status).toBe(200);
};

interface Seats {
  _id: string;
  tellAt?: Date;
  remindAt?: Date;
}

const seats = () => net.db.collection<Seats>('seats');

/** Lets the time come at which those who come are told, or reminded. */
const hasten = async ({ id }: { id: string }, field: 'tellAt' | 'remindAt'): Promise<void> => {
  await until(`${field} to be known`, () => seats().findOne({ _id: id, [field]: { $exists: true } }));
  await seats().updateOne({ _id: id }, { $set: { [field]: new Date(Date.now() - 1000) } });
};

interface Notice {
  notice: string;
  part: MeetingLetterPart;
  people: string[];
}

const noticesOf = async ({ id }: { id: string }): Promise<Notice[]> => {
  const { type } = answersContract.events.meetingNoticeDue;
  const found = await net.db
    .collection('outbox')
    .find({ 'envelope.type': type, 'envelope.data.meeting': id })
    .sort({ _id: 1 })
    .toArray();
  return found.map(({ envelope }) => envelope.data);
};

const notices = (meeting: { id: string }, many: number): Promise<Notice[]> =>
  until('the notices', async () => {
    const found = await noticesOf(meeting);
    return found.length >= many ? found : undefined;
  });

const letters = async ({ id }: { id: string }, part: MeetingLetterPart, mark: string, people: string[]) => {
  const { questions } = answersContract;
  const prefix = net.environment.SKEIN_PREFIX ?? '';
  const asked = { network: 'testing', meeting: id, part, mark, people };
  const said = await ask(net.side.nats, prefix, questions.letters, asked);
  if (!said) throw new Error('nothing was said');
  return said;
};

describe('those who answered a meeting', () => {
  it('are told once of what changes within a while: those who come, may or wait, with what it was before', async () => {
    const meeting = await plan({ capacity: 1 });
    const { ada, ben, cy, dot } = net.people;
    await say(meeting, net.tokens.ada, 'yes');
    await say(meeting, net.tokens.ben, 'yes');
    await say(meeting, net.tokens.cy, 'maybe');
    await say(meeting, net.tokens.dot, 'no');
    await edit(meeting, { startsAt: inDays(11) });
    await edit(meeting, { startsAt: inDays(12) });
    await hasten(meeting, 'tellAt');
    const [told, ...more] = await notices(meeting, 1);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ part: 'changed' });
    expect(told?.people.toSorted()).toEqual([ada, ben, cy].toSorted());
    const all = [ada, ben, cy, dot];
    const said = await letters(meeting, 'changed', told?.notice ?? '', all);
    expect(said.before?.startsAt).toBe(meeting.startsAt);
    expect(Date.parse(said.about?.startsAt ?? '')).toBeGreaterThan(Date.now() + 11 * day);
    expect(said.letters.map(({ person, state, place }) => [person, state, place])).toEqual(
      expect.arrayContaining([
        [ada, 'seated', undefined],
        [ben, 'waiting', 1],
        [cy, 'maybe', undefined],
      ]),
    );
    expect(said.letters).toHaveLength(3);
    // Moved back before it went: there is nothing to tell.
    await edit(meeting, { startsAt: meeting.startsAt });
    expect((await letters(meeting, 'changed', told?.notice ?? '', all)).letters).toEqual([]);
  });

  it('are reminded, of the time that holds as the letter goes', async () => {
    const meeting = await plan();
    const { ada } = net.people;
    await say(meeting, net.tokens.ada, 'yes');
    await seats().updateOne({ _id: meeting.id }, { $set: { remindAt: new Date() } });
    const [reminder] = await notices(meeting, 1);
    expect(reminder).toMatchObject({ part: 'reminder', people: [ada] });
    const mark = reminder?.notice ?? '';
    expect((await letters(meeting, 'reminder', mark, [ada])).letters).toHaveLength(1);
    await edit(meeting, { startsAt: inDays(17) });
    expect((await letters(meeting, 'reminder', mark, [ada])).letters).toEqual([]);
    await hasten(meeting, 'tellAt');
    await hasten(meeting, 'remindAt');
    expect((await notices(meeting, 3)).map(({ part }) => part)).toEqual(['reminder', 'changed', 'reminder']);
  });

  it('get a letter of their own answer as long as nothing came after it', async () => {
    const meeting = await plan();
    const { ada } = net.people;
    await say(meeting, net.tokens.ada, 'yes');
    expect((await letters(meeting, 'answered', '1', [ada])).letters).toMatchObject([{ state: 'seated' }]);
    await say(meeting, net.tokens.ada, 'maybe');
    expect((await letters(meeting, 'answered', '1', [ada])).letters).toEqual([]);
  });
});

describe('the link of a letter', () => {
  it('shows the meeting and changes nothing, until an answer is given', async () => {
    const meeting = await plan({ capacity: 1 });
    const token = await net.linkTo(meeting.id, net.people.ben);
    const path = `/meeting-answers?token=${token}`;
    for (let times = 0; times < 3; times += 1) {
      const looked = await net.api<LinkedMeeting>('GET', path);
      expect(looked.body).toMatchObject({ title: 'Monthly call', seated: 0, open: true });
      expect(looked.body).not.toHaveProperty('mine');
    }
    const said = await net.api<LinkedMeeting>('POST', path, { body: { answer: 'yes' } });
    expect(said.body).toMatchObject({ seated: 1, left: 0, mine: { state: 'seated' } });
    const forged = await net.api('POST', `${path}x`, { body: { answer: 'no' } });
    expect(forged.problem).toMatchObject({ status: 401, code: 'invalid-token' });
  });

  it('no longer answers for who does not belong there', async () => {
    const meeting = await plan({ audience: 'community' });
    const token = await net.linkTo(meeting.id, net.people.dot);
    expect((await net.api('GET', `/meeting-answers?token=${token}`)).problem.status).toBe(404);
    const answered = await net.api('POST', `/meeting-answers?token=${token}`, { body: { answer: 'yes' } });
    expect(answered.problem.status).toBe(404);
  });
});
