import {
  communitiesContract,
  erasureContract,
  type Participation,
  type Reminder,
  remindersContract,
  type Survey,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsAbout } from '../../testing/audience-side.ts';
import { pageOf } from '../../testing/ballots.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import type { InvitationRow } from '../invitations/row.ts';
import type { RoundRow } from './row.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side.stop());

const get = <T = never>(path: string) => call<T>(side.api.url, 'GET', path, { as: side.admin });
const preview = (id: string) =>
  get<{ recipients: number; exact: boolean }>(`/surveys/${id}/reminders/preview`);
const remind = (id: string, confirmed: number) =>
  call<Reminder>(side.api.url, 'POST', `/surveys/${id}/reminders`, { as: side.admin, body: { confirmed } });
const participation = async (id: string) => (await get<Participation>(`/surveys/${id}/participation`)).body;
const rounds = () => side.db.collection<RoundRow>('letter_rounds');
const sent = (id: string, count = 1) =>
  until('the reminder to be sent', async () => {
    const { reminders } = await participation(id);
    return reminders.filter(({ status }) => status === 'sent').length === count && reminders;
  });
const named = async (id: string) =>
  (await eventsAbout(side, id, remindersContract.events.remindersDue)).map(({ people }) => people.toSorted());
const lettersFor = async (survey: string, people: string[], reminder = true) => {
  const question = { network: 'testing', survey, people, reminder };
  const answer = await ask(
    side.side.nats,
    side.environment.SKEIN_PREFIX ?? '',
    remindersContract.questions.letters,
    question,
  );
  return (answer?.letters ?? []).map(({ person }) => person).toSorted();
};
const answerAs = async (survey: Survey, person: string) => {
  const [link] = await side.linksFor(survey.id, [person]);
  const reply = await side.answer(survey.id, { mood: 3 }, { token: link?.token });
  expect(reply.status).toBe(202);
};
const close = ({ id, version }: Survey) =>
  call(side.api.url, 'POST', `/surveys/${id}/closing`, { as: side.admin, ifMatch: version });
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

describe('a reminder by hand', () => {
  it('goes to those who have not answered, after a look at how many they are, and seldom', async () => {
    const { community, people } = await side.makeCommunity(6);
    const [answered = '', left = '', gone = '', silent = '', ...still] = people;
    const survey = await side.openAndAnnounce({ audience: { kind: 'community', community }, community });
    await answerAs(survey, answered);
    await until('it to be stored', () => side.db.collection('used_links').findOne({ survey: survey.id }));
    await side.side.publish(communitiesContract.events.membershipEnded, {
      subject: `${left}.${community}`,
      version: 2,
      data: { person: left, community },
    });
    await side.side.publish(erasureContract.events.personErased, {
      subject: gone,
      version: 2,
      data: { person: gone },
    });
    const invitations = side.db.collection<InvitationRow>('invitations');
    await until('the erased one to be gone', async () => !(await invitations.findOne({ person: gone })));
    await until('the other to have left', () =>
      side.db.collection('known_memberships').findOne({ person: left, role: { $exists: false } }),
    );
    await invitations.updateOne({ survey: survey.id, person: silent }, { $set: { silent: true } });

    expect((await preview(survey.id)).body).toEqual({ recipients: 2, exact: true });
    expect((await remind(survey.id, 1)).problem).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '#/confirmed' }],
    });
    const { body, status } = await remind(survey.id, 2);
    expect([status, body.planned]).toEqual([202, false]);
    expect(await sent(survey.id)).toMatchObject([{ id: body.id, recipients: 2, exact: true }]);
    expect(await named(survey.id)).toEqual([still.toSorted()]);
    expect(await lettersFor(survey.id, people)).toEqual(still.toSorted());
    expect((await remind(survey.id, 2)).problem.code).toBe('conflict');
    const told = await participation(survey.id);
    expect(told).toMatchObject({ invited: 6, answered: 1, exact: true });
    expect(told).not.toHaveProperty('ballots');
    // Whoever answers between the event and the letter gets none.
    await answerAs(survey, still[0] ?? '');
    await until('none for who answered', async () => (await lettersFor(survey.id, people)).length === 1);

    await close(await get<Survey>(`/surveys/${survey.id}`).then((reply) => reply.body));
    expect((await preview(survey.id)).problem.code).toBe('closed');
    expect((await remind(survey.id, 2)).problem.code).toBe('closed');
    expect(await lettersFor(survey.id, people)).toEqual([]);
  });

  it('is asked for twice at the same moment and goes once', async () => {
    const { community } = await side.makeCommunity(2);
    const survey = await side.openAndAnnounce({ audience: { kind: 'community', community } });
    const replies = await Promise.all([remind(survey.id, 2), remind(survey.id, 2)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  });

  it('is nothing for an open link', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    expect((await remind(survey.id, 5)).problem.code).toBe('conflict');
    expect((await preview(newId())).problem.code).toBe('not-found');
  });
});

describe('a planned reminder', () => {
  const openWith = async (remindAt: string[], more: object = {}) => {
    const { community, people } = await side.makeCommunity(3);
    const { instrument } = await side.publishInstrument();
    const asking = { audience: { kind: 'community', community }, remindAt, closesAt: hours(48), ...more };
    return { ...(await side.open(instrument, asking)), people };
  };
  const due = (id: string, minutesAgo: number) =>
    rounds().updateOne({ _id: id }, { $set: { at: new Date(Date.now() - minutesAgo * 60_000) } });

  it('is sent when it is due, the latest alone where several are, and can be taken back before', async () => {
    const { body, people } = await openWith([hours(2), hours(4), hours(8)]);
    const planned = (await participation(body.id)).reminders;
    expect(planned.map(({ status }) => status)).toEqual(['planned', 'planned', 'planned']);
    const [first = '', second = '', third = ''] = planned.map(({ id }) => id);
    const cancel = (id: string) =>
      call(side.api.url, 'DELETE', `/surveys/${body.id}/reminders/${id}`, { as: side.admin });
    expect((await cancel(third)).status).toBe(204);
    expect((await cancel(third)).problem.code).toBe('not-found');
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await rounds().bulkWrite([
      { updateOne: { filter: { _id: second }, update: { $set: { at: at(1) } } } },
      { updateOne: { filter: { _id: first }, update: { $set: { at: at(2) } } } },
    ]);
    await sent(body.id);
    const after = (await participation(body.id)).reminders;
    expect(after.map(({ id, status }) => [id, status])).toEqual([
      [first, 'dropped'],
      [second, 'sent'],
    ]);
    expect(await named(body.id)).toEqual([people.toSorted()]);
    expect((await cancel(second)).problem.code).toBe('conflict');
  });

  it('does not go once the survey has closed', async () => {
    const { body } = await openWith([hours(2)]);
    await close(body);
    const [reminder] = (await participation(body.id)).reminders;
    await due(reminder?.id ?? '', 1);
    await until('it to be dropped', () => rounds().findOne({ survey: body.id, status: 'dropped' }));
    expect(await named(body.id)).toEqual([]);
  });

  it('is refused where it does not fit, and nothing is opened', async () => {
    const before = await side.db.collection('surveys').countDocuments();
    const wrong: [string[], object, string][] = [
      [[hours(-1)], {}, '#/remindAt/0'],
      [[hours(2), hours(49)], {}, '#/remindAt/1'],
      [[hours(2)], { audience: { kind: 'open' } }, '#/remindAt'],
      [['soon'], {}, '#/remindAt/0'],
      [[2, 4, 6, 8, 10, 12].map(hours), {}, '#/remindAt'],
    ];
    for (const [remindAt, more, pointer] of wrong) {
      const { problem } = await openWith(remindAt, more);
      expect(problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
    }
    expect(await side.db.collection('surveys').countDocuments()).toBe(before);
  });
});

describe('an anonymous survey', () => {
  it('tells of nobody, in what is stored or shown, whether they fetched a ballot before a reminder', async () => {
    const page = pageOf(side);
    const { survey, people } = await page.open(12);
    const fetched = people.slice(0, 3);
    for (const token of await page.tokensOf(survey.id, fetched)) await page.ballotFor(survey.id, token);
    expect(await participation(survey.id)).toMatchObject({ answered: 0, ballots: 0, exact: false });
    expect((await preview(survey.id)).body).toEqual({ recipients: 12, exact: false });
    expect((await remind(survey.id, 12)).status).toBe(202);
    expect(await sent(survey.id)).toMatchObject([{ recipients: 12, exact: false }]);
    // What is published names all of them; who is to get a letter is told as it goes.
    expect(await named(survey.id)).toEqual([people.toSorted()]);
    expect(await lettersFor(survey.id, people)).toEqual(people.slice(3).toSorted());
    for (const token of await page.tokensOf(survey.id, people.slice(3, 9)))
      await page.ballotFor(survey.id, token);
    expect(await participation(survey.id)).toMatchObject({ ballots: 8 });
    expect((await preview(survey.id)).body.recipients).toBe(4);
  });
});
