import { intakeStream, type Results, type Survey } from '@skein/contracts';
import { newId, signLink, startService } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveyIntake } from '../../intake-app.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let people: string[];
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  ({ people } = await side.makeCommunity(4));
});
afterAll(() => side.stop());

const resultsOf = async (id: string) =>
  (await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin })).body;
const untilCounted = (id: string, responses: number) =>
  until(`${responses} responses to be counted`, async () => {
    const results = await resultsOf(id);
    return results.responses === responses && results;
  });
const openForPeople = () => side.openAndAnnounce({ audience: { kind: 'people', people } });
const tokensOf = async (survey: Survey) => {
  const links = await side.linksFor(survey.id, people);
  return links.map(({ token }) => token);
};
/** How many messages the queue has ever taken. */
const published = async () => {
  const { nats, config } = side.api.context;
  return (await nats.jsm.streams.info(intakeStream(config.SKEIN_PREFIX))).state.last_seq;
};

describe('the intake', () => {
  it('takes answers by personal links, and they are counted', async () => {
    const survey = await openForPeople();
    const tokens = await tokensOf(survey);
    const response = newId();
    const first = await side.answer(
      survey.id,
      { mood: 4, trust: 3, role: 'nurse', ways: ['mail', 'call'], why: 'So' },
      { token: tokens[0], response },
    );
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({ response, survey: survey.id, instrumentVersion: 1 });
    const second = await side.answer(survey.id, { mood: 1, ways: ['call'] }, { token: tokens[1] });
    expect(second.status).toBe(202);
    const { questions } = await untilCounted(survey.id, 2);
    expect(questions).toMatchObject([
      { key: 'mood', answered: 2, mean: 2.5, counts: { 1: 1, 2: 0, 3: 0, 4: 1, 5: 0 } },
      { key: 'trust', answered: 1, mean: 3, counts: { 1: 0, 2: 0, 3: 1 } },
      { key: 'role', answered: 1, counts: { nurse: 1, other: 0 } },
      { key: 'ways', answered: 2, counts: { mail: 1, call: 2 } },
      { key: 'why', answered: 1, texts: ['So'] },
    ]);
  });

  it('counts the same response once, and keeps the first of a link', async () => {
    const survey = await openForPeople();
    const [token, other] = await tokensOf(survey);
    const response = newId();
    for (let time = 0; time < 3; time += 1) {
      expect((await side.answer(survey.id, { mood: 5 }, { token, response })).status).toBe(202);
    }
    const again = newId();
    expect((await side.answer(survey.id, { mood: 1 }, { token, response: again })).status).toBe(202);
    expect((await side.answer(survey.id, { mood: 3 }, { token: other })).status).toBe(202);
    const { questions } = await untilCounted(survey.id, 2);
    expect(questions[0]?.counts).toEqual({ 1: 0, 2: 0, 3: 1, 4: 0, 5: 1 });
    const refused = await until('the refusal to be noted', () =>
      side.db.collection('refused_responses').findOne({ _id: `${survey.id}.${again}` as never }),
    );
    expect(refused).toMatchObject({ reason: 'link-used', network: 'testing' });
  });

  it('asks for a link, and for one of this survey that is still good', async () => {
    const survey = await openForPeople();
    const other = await openForPeople();
    const [foreign] = await tokensOf(other);
    const { signingKey } = side.api.context;
    const claims = { net: 'testing', sub: newId(), survey: survey.id };
    const expired = await signLink(signingKey, 'answer-survey', claims, new Date(Date.now() - 60_000));
    const elsewhere = await signLink(
      signingKey,
      'answer-survey',
      { ...claims, net: 'elsewhere' },
      new Date(Date.now() + 60_000),
    );
    const forOtherThing = await signLink(
      signingKey,
      'unsubscribe',
      { net: 'testing', sub: newId(), purpose: 'digest' },
      new Date(Date.now() + 60_000),
    );
    const before = await published();
    const refused = async (token?: string) =>
      (await side.answer(survey.id, { mood: 3 }, token === undefined ? {} : { token })).problem;
    expect(await refused()).toMatchObject({ status: 401, code: 'invalid-token' });
    for (const token of [foreign, elsewhere, forOtherThing, 'rubbish', `${foreign}x`, side.admin])
      expect(await refused(token)).toMatchObject({ status: 401, code: 'invalid-token' });
    expect(await refused(expired)).toMatchObject({ status: 401, code: 'expired-token' });
    expect(await published()).toBe(before);
  });

  it('names bad answers, and publishes nothing of them', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const before = await published();
    const wrong: [object, string][] = [
      [{ mood: 6 }, '#/answers/mood'],
      [{ mood: 3, role: 'doctor' }, '#/answers/role'],
      [{ mood: 3, ways: ['mail', 'mail'] }, '#/answers/ways'],
      [{ mood: 3, why: 'a\u202eb' }, '#/answers/why'],
      [{ mood: 3, unknown: 1 }, '#/answers/unknown'],
      [{ trust: 1 }, '#/answers/mood'],
      [{ mood: { $gt: 0 } }, '#/answers/mood'],
      [{ mood: 3, 'Not a key': 1 }, '#/answers/Not a key'],
    ];
    for (const [answers, pointer] of wrong) {
      const { problem } = await side.answer(survey.id, answers as never);
      expect(problem).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ pointer }] });
    }
    const noId = await side.answer(survey.id, { mood: 3 }, { response: 'mine' });
    expect(noId.problem.errors).toMatchObject([{ pointer: '#/response' }]);
    const old = await side.answer(survey.id, { mood: 3 }, { instrumentVersion: 2 });
    expect(old.problem).toMatchObject({ status: 409, code: 'conflict' });
    const malformed = await call(side.intake?.url ?? '', 'POST', `/surveys/${survey.id}/responses`, {
      body: '{',
    });
    expect(malformed.problem.code).toBe('malformed-json');
    expect(await published()).toBe(before);
  });

  it('knows the surveys of the network asked, and no others', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    expect((await side.answer(newId(), { mood: 3 })).problem.code).toBe('not-found');
    const elsewhere = await call(side.intake?.url ?? '', 'POST', `/surveys/${survey.id}/responses`, {
      body: { response: newId(), instrumentVersion: 1, answers: { mood: 3 } },
      headers: { 'skein-network': 'elsewhere' },
    });
    expect(elsewhere.problem.code).toBe('not-found');
  });

  it('takes nothing once the survey is closed, and counts what came before', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const sent = await Promise.all(Array.from({ length: 20 }, () => side.answer(survey.id, { mood: 2 })));
    expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(202));
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, { as: side.admin, ifMatch: 1 });
    let accepted = 20;
    const late = await until('the intake to know that it is closed', async () => {
      const reply = await side.answer(survey.id, { mood: 2 });
      if (reply.status === 202) accepted += 1;
      return reply.status === 409 && reply;
    });
    expect(late.problem.code).toBe('closed');
    await untilCounted(survey.id, accepted);
  });

  it('is as closed when the time is up', async () => {
    const closesAt = new Date(Date.now() + 2_000).toISOString();
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' }, closesAt });
    const late = await until('the time to be up', async () => {
      const reply = await side.answer(survey.id, { mood: 2 });
      return reply.status === 409 && reply;
    });
    expect(late.problem.code).toBe('closed');
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(closesAt));
  });

  it('started anew, knows all that is open before it takes the first response', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const another = await startService(surveyIntake, side.environment);
    const reply = await call(another.url, 'POST', `/surveys/${survey.id}/responses`, {
      body: { response: newId(), instrumentVersion: 1, answers: { mood: 3 } },
    });
    await another.stop();
    expect(reply.status).toBe(202);
    await untilCounted(survey.id, 1);
  });

  it('shares publishes among many at once, and loses none', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const before = await published();
    const replies = await Promise.all(
      Array.from({ length: 400 }, (_, index) => side.answer(survey.id, { mood: 1 + (index % 5) })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await published()) - before).toBeLessThan(400);
    const { questions } = await untilCounted(survey.id, 400);
    expect(questions[0]).toMatchObject({ mean: 3, counts: { 1: 80, 2: 80, 3: 80, 4: 80, 5: 80 } });
  });
});
