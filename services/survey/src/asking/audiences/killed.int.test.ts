import { remindersContract, type Survey, surveysContract } from '@skein/contracts';

import { newId, startService } from '@skein/service-kit';
import { call, membershipSide, testEnvironment, until } from '@skein/service-kit/testing';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { survey } from '../../app.ts';
import { answerAsMembership, eventsAbout } from '../../testing/audience-side.ts';
import { startProcess } from '../../testing/process.ts';
import type { RoundRow } from '../reminders/row.ts';

const questions = [{ kind: 'yes-no', key: 'well', text: 'Are you well?' }];

it('asks and reminds each of thousands once, though its process is killed in the middle of each', async () => {
  const environment = testEnvironment();
  const side = await membershipSide(environment);
  onTestFinished(() => side.stop());
  const client = await new MongoClient(environment.SKEIN_MONGO_URL ?? '').connect();
  onTestFinished(() => client.close());
  const db = client.db(`${environment.SKEIN_PREFIX}_survey`);
  const people = Array.from({ length: 2_500 }, newId);
  const { stop } = await answerAsMembership({ side, environment }, { people });
  onTestFinished(stop);
  const as = await side.tokenFor({ roles: ['admin'] });

  const first = await startProcess('main', environment);
  const post = <T>(path: string, body: object | undefined, more: object = {}) =>
    call<T>(first.url, 'POST', path, { as, body, ...more });
  const drafted = await post<{ id: string }>('/instruments', { slug: 'pulse', title: 'Pulse', questions });
  await post(`/instruments/${drafted.body.id}/versions`, undefined, { ifMatch: 1 });
  const { body } = await post<Survey>('/surveys', {
    ...{ instrument: drafted.body.id, title: 'Pulse', mode: 'confidential' },
    audience: { kind: 'query', query: { joinedFrom: '2020-01-01' } },
    closesAt: new Date(Date.now() + 3 * 3_600_000).toISOString(),
    remindAt: [new Date(Date.now() + 2 * 3_600_000).toISOString()],
  });
  expect(body.status).toBe('preparing');
  const invited = () => db.collection('invitations').countDocuments({ survey: body.id });
  await until('some to be written down', async () => (await invited()) >= 500, 30_000);
  await first.kill();
  expect(await invited()).toBeLessThan(people.length);
  // So many as it says are there: the count and the invitations are one transaction.
  const told = async () => (await db.collection('surveys').findOne({ _id: body.id as never }))?.invited;
  expect(await told()).toBe(await invited());

  const second = await startProcess('main', environment);
  await until('it to be open', async () => db.collection('surveys').findOne({ status: 'open' }), 50_000);
  expect([await told(), await invited()]).toEqual([people.length, people.length]);
  const rounds = db.collection<RoundRow>('letter_rounds');
  await rounds.updateOne({ kind: 'reminder' }, { $set: { at: new Date() } });
  const named = async (event: Parameters<typeof eventsAbout>[2]) =>
    (await eventsAbout({ db }, body.id, event)).flatMap((data) => data.people);
  await until(
    'some to be reminded',
    async () => (await named(remindersContract.events.remindersDue)).length > 0,
    30_000,
  );
  await second.kill();

  const third = await startService(survey, environment);
  onTestFinished(() => third.stop());
  await until(
    'both rounds to be over',
    async () => (await rounds.countDocuments({ status: 'sent' })) === 2,
    50_000,
  );
  for (const event of [surveysContract.events.peopleInvited, remindersContract.events.remindersDue])
    expect((await named(event)).toSorted()).toEqual(people.toSorted());
});
