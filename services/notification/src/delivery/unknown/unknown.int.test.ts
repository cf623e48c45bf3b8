import { surveysContract, type UnknownLetters } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerAsSurvey } from '../../testing/answering-survey.ts';
import { startMailServer } from '../../testing/mail-server.ts';
import { lettersOf, putMembers, startStage } from '../../testing/stage.ts';

const closesAt = '2099-12-24T18:00:00.000Z';

/** A survey whose invitation reached one; of two others the connection broke off once their letter was read. */
const surveyWithUnknown = async () => {
  const server = await startMailServer();
  const stage = await startStage({ SKEIN_SMTP_URL: server.url });
  const addresses = ['dies-one@example.org', 'dies-two@example.org', 'fine@example.org'];
  const members = await putMembers(stage, addresses.length, (index) => ({ email: addresses[index] ?? '' }));
  const people = members.map(({ id }) => id);
  const unheard: string[] = [];
  const endAnswers = answerAsSurvey(stage, [], unheard);
  onTestFinished(async () => {
    endAnswers();
    await stage.stop();
    await server.stop();
  });
  const survey = newId();
  await stage.side.publish(surveysContract.events.peopleInvited, {
    subject: survey,
    version: 2,
    data: { survey, title: 'How are we doing?', closesAt, people },
  });
  const settled = () =>
    until('all are settled', async () => {
      const rows = await lettersOf(stage, survey);
      return rows.length === people.length && rows.every(({ settledAt }) => settledAt) && rows;
    });
  await settled();
  const list = async () =>
    (
      await call<{ items: UnknownLetters[] }>(stage.service.url, 'GET', '/unknown-letters', {
        as: stage.admin,
      })
    ).body.items;
  const post = <T>(path: string, body: object) =>
    call<T>(stage.service.url, 'POST', `/unknown-letters/${path}`, { as: stage.admin, body });
  return { server, stage, survey, people, unheard, settled, list, post };
};

describe('letters of any kind of which nobody knows whether they arrived', () => {
  it('are listed, and sent again only by a person who was told how many they are', async () => {
    const { server, stage, survey, settled, list, post } = await surveyWithUnknown();
    const listed = { kind: 'invitation', cause: survey, title: 'How are we doing?', unknown: 2 };
    expect(await list()).toEqual([{ ...listed, since: expect.any(String) }]);
    const again = { kind: 'invitation', cause: survey };
    expect((await post('resending', { ...again, unknown: 3 })).problem).toMatchObject({
      code: 'conflict',
      detail: 'Of 2 letters it is unknown whether they arrived, not of 3: ask with that number.',
    });
    expect((await post('resending', { ...again, cause: newId(), unknown: 2 })).problem.code).toBe(
      'not-found',
    );
    const before = await lettersOf(stage, survey, 'unknown');

    server.recover();
    expect(await post('resending', { ...again, unknown: 2 })).toMatchObject({
      status: 202,
      body: { queued: 2 },
    });
    const rows = await settled();
    expect(rows.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    expect(server.taken.toSorted()).toEqual([
      'dies-one@example.org',
      'dies-two@example.org',
      'fine@example.org',
    ]);
    for (const { _id, messageId } of before)
      expect(rows.find((row) => row._id === _id)).toMatchObject({ messageId });
    expect(await list()).toEqual([]);
    expect((await post('resending', { ...again, unknown: 2 })).problem.code).toBe('not-found');
  });

  it('go to nobody who should have none any more', async () => {
    const { server, survey, people, unheard, settled, post } = await surveyWithUnknown();
    server.recover();
    unheard.push(people[0] ?? '');
    await post('resending', { kind: 'invitation', cause: survey, unknown: 2 });
    const rows = await settled();
    expect(rows.find(({ person }) => person === people[0])?.status).toBe('failed');
    expect(server.taken.toSorted()).toEqual(['dies-two@example.org', 'fine@example.org']);
  });

  it('count as sent where the mail server’s log has them', async () => {
    const { stage, survey, list, post } = await surveyWithUnknown();
    const [one] = await lettersOf(stage, survey, 'unknown');
    const messageIds = [one?.messageId ?? '', '<of-another@example.org>'];
    expect((await post('arrivals', { messageIds })).body).toEqual({ arrived: 1 });
    expect((await post('arrivals', { messageIds })).body).toEqual({ arrived: 0 });
    expect(await list()).toMatchObject([{ unknown: 1 }]);
  });
});
