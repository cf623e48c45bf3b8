import {
  askedVersionKey,
  bucketName,
  type QuestionResult,
  type Results,
  type Survey,
} from '@skein/contracts';
import { newId, startService } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveyIntake } from '../../intake-app.ts';
import { questions, type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side.stop());

const take = (survey: Survey, number: number, request: object = {}) =>
  call<Survey>(side.api.url, 'POST', `/surveys/${survey.id}/versions`, {
    as: side.admin,
    body: { number },
    ifMatch: survey.version,
    ...request,
  });
const resultsOf = async (id: string) =>
  (await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin })).body;
const untilCounted = (id: string, responses: number) =>
  until(`${responses} responses`, async () => {
    const results = await resultsOf(id);
    return results.responses === responses && results;
  });
const untilTaken = (id: string, instrumentVersion: number) =>
  until('the intake to know the version', async () => {
    const reply = await side.answer(id, {}, { instrumentVersion });
    return reply.status === 400;
  });

/** The instrument with the first question reworded, the choice `nurse` renamed, `other` gone and one question removed. */
const reworded = () =>
  questions
    .filter(({ key }) => key !== 'trust')
    .map((question) => {
      if (question.key === 'mood') return { ...question, text: 'How are you today?' };
      if (question.key !== 'role') return question;
      const choices = [
        { key: 'nurse', label: 'Nursing' },
        { key: 'porter', label: 'Porter' },
      ];
      return { ...question, choices };
    });

describe('a running survey', () => {
  it('takes a new version, goes on taking answers to the one before, and counts both', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const early = await side.answer(survey.id, { mood: 2, trust: 3, role: 'other' });
    expect(early.status).toBe(202);
    const published = await side.publishAgain(survey.instrument, { questions: reworded() });
    expect(published.body).toMatchObject({ number: 2 });
    const taken = await take(survey, 2);
    expect(taken.body).toMatchObject({ instrumentVersion: 2, versions: [1, 2], version: survey.version + 1 });
    await untilTaken(survey.id, 2);
    const late = await side.answer(survey.id, { mood: 4, role: 'porter' }, { instrumentVersion: 2 });
    const loadedBefore = await side.answer(survey.id, { mood: 3, trust: 1, role: 'nurse' });
    expect([late.status, loadedBefore.status]).toEqual([202, 202]);
    const mixed = await side.answer(survey.id, { mood: 4, trust: 1 }, { instrumentVersion: 2 });
    expect(mixed.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/answers/trust' }] });
    const unknown = await side.answer(survey.id, { mood: 4 }, { instrumentVersion: 3 });
    expect(unknown.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/instrumentVersion' }] });

    const results = await untilCounted(survey.id, 3);
    const of = (key: string) => results.questions.find((question) => question.key === key) as QuestionResult;
    expect(results.versions).toEqual([1, 2]);
    expect(of('mood')).toMatchObject({
      text: 'How are you today?',
      wordings: [
        { number: 1, text: 'How are you?' },
        { number: 2, text: 'How are you today?' },
      ],
      answered: 3,
      mean: 3,
    });
    expect(of('role')).toMatchObject({
      counts: { nurse: 1, porter: 1, other: 1 },
      options: [
        { key: 'nurse', label: 'Nursing', labels: [{ text: 'Nurse' }, { number: 2, text: 'Nursing' }] },
        { key: 'porter' },
        { key: 'other', removed: true },
      ],
    });
    expect(of('trust')).toMatchObject({ removed: true, answered: 2, counts: { 1: 1, 2: 0, 3: 1 } });
    expect(results.questions.at(-1)?.key).toBe('trust');
    const form = await call<{ form: { number: number } }>(side.api.url, 'GET', `/surveys/${survey.id}/form`);
    expect(form.body.form.number).toBe(2);
  });

  it('refuses a version that is not there, not newer, or taken from a stale state', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const missing = await take(survey, 2);
    expect(missing.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/number' }] });
    expect((await take(survey, 1)).problem).toMatchObject({ status: 409, errors: [{ pointer: '#/number' }] });
    expect((await take(survey, 2, { ifMatch: 9 })).problem.code).toBe('stale-edit');
    expect((await take(survey, 2, { ifMatch: undefined })).problem.code).toBe('if-match-required');
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, { as: side.admin, ifMatch: 1 });
    expect((await take({ ...survey, version: 2 }, 2)).problem.code).toBe('closed');
  });

  it('has its versions in values of their own, each once', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const { nats, config } = side.api.context;
    const bucket = await nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS'));
    const value = await bucket.get(askedVersionKey('testing', survey.instrument, 1));
    expect(value?.json()).toMatchObject({ number: 1, questions: { length: 5 } });
    const own = (await bucket.get(`testing.${survey.id}`))?.json();
    expect(own).toMatchObject({ versions: [1], instrument: survey.instrument });
    expect(own).not.toHaveProperty('version');
  });

  it('that was announced before versions had values of their own is still answered', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const { nats, config } = side.api.context;
    const bucket = await nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS'));
    const id = newId();
    const version = await bucket.get(askedVersionKey('testing', survey.instrument, 1));
    const {
      instrument: _,
      versions: __,
      ...before
    } = (await bucket.get(`testing.${survey.id}`))?.json<Record<string, unknown>>() ?? {};
    await bucket.put(`testing.${id}`, JSON.stringify({ ...before, survey: id, version: version?.json() }));
    await untilTaken(id, 1);
  });

  it('is answered again once the bucket that told the intake of it is lost, with nothing started anew', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    await untilTaken(survey.id, 1);
    const { nats, config } = side.api.context;
    const stream = `KV_${bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS')}`;
    await nats.jsm.streams.delete(stream);
    const bucket = await until('the bucket to be there', async () =>
      nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS')),
    );
    const filled = await until('the survey to be in it', () => bucket.get(`testing.${survey.id}`));
    expect(filled.json()).toMatchObject({ survey: survey.id, open: true, versions: [1] });
    const started = await startService(surveyIntake, side.environment);
    try {
      const submission = { response: newId(), instrumentVersion: 1, answers: { mood: 2 } };
      const reply = await call(started.url, 'POST', `/surveys/${survey.id}/responses`, { body: submission });
      expect(reply.status).toBe(202);
    } finally {
      await started.stop();
    }
  });
});
