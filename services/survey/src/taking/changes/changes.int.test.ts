import { makeReceipt } from '@skein/answering';
import {
  type AcceptedResponse,
  type Answers,
  intakeSubject,
  type Receipt,
  type Results,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../testing/ballots.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import type { ResponseRow } from '../responses/row.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side.stop());

interface Owned {
  readonly survey: string;
  readonly response: string;
  readonly secret: string;
  readonly proof: string;
}

const send = <T = never>(method: 'PUT' | 'DELETE', { survey, response }: Owned, body: object, headers = {}) =>
  call<T>(side.intake?.url ?? '', method, `/surveys/${survey}/responses/${response}`, { body, headers });
const change = ({ secret, proof, ...owned }: Owned, answers: Answers, revision = 1, more: object = {}) =>
  send<object>(
    'PUT',
    { secret, proof, ...owned },
    { secret, proof, revision, instrumentVersion: 1, answers, ...more },
  );
const withdraw = (owned: Owned) =>
  send<object>('DELETE', owned, { secret: owned.secret, proof: owned.proof });
const answered = async (survey: string, answers: Answers, more: object = {}): Promise<Owned> => {
  const { secret, receipt } = await makeReceipt();
  const response = newId();
  const { status, body } = await side.answer(survey, answers, { response, receipt, ...more });
  expect(status).toBe(202);
  return { survey, response, secret, proof: (body as Receipt).proof ?? '' };
};
const openToAll = () => side.openAndAnnounce({ audience: { kind: 'open' } });
const resultsOf = async (id: string) =>
  (await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin })).body;
const untilCounts = (id: string, counts: object) =>
  until('the results', async () => {
    const { questions, responses } = await resultsOf(id);
    const mood = questions[0]?.counts ?? {};
    const asExpected = JSON.stringify(mood) === JSON.stringify({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, ...counts });
    return asExpected && { questions, responses };
  });
const rowOf = ({ survey, response }: Owned) =>
  rowsOfSurvey<ResponseRow>(side.db, 'responses', survey, { withdrawn: true }).then(
    (rows) => rows.find(({ _id }) => _id === `${survey}.${response}`) ?? null,
  );

describe('a response with its receipt', () => {
  it('is changed, as often as wanted, and counted as it is now', async () => {
    const survey = await openToAll();
    const [one, other] = [
      await answered(survey.id, { mood: 1, why: 'So' }),
      await answered(survey.id, { mood: 1 }),
    ];
    expect((await change(one, { mood: 5, role: 'nurse' })).body).toEqual({
      response: one.response,
      survey: survey.id,
      revision: 1,
    });
    await untilCounts(survey.id, { 1: 1, 5: 1 });
    expect((await change(one, { mood: 4 }, 2)).status).toBe(202);
    expect((await change(other, { mood: 4 }, 7)).status).toBe(202);
    const { questions, responses } = await untilCounts(survey.id, { 4: 2 });
    expect(responses).toBe(2);
    expect(questions.map(({ answered: by }) => by)).toEqual([2, 0, 0, 0, 0]);
    // Late on the way, or sent again, an earlier one no longer counts.
    expect((await change(one, { mood: 1 }, 1)).status).toBe(202);
    expect((await change(one, { mood: 1 }, 2)).status).toBe(202);
    expect((await change(one, { mood: 3 }, 3)).status).toBe(202);
    await untilCounts(survey.id, { 3: 1, 4: 1 });
    expect(await rowOf(one)).toMatchObject({ answers: { mood: 3 }, revision: 3, written: [] });
  });

  it('is withdrawn for good', async () => {
    const survey = await openToAll();
    const [one] = [await answered(survey.id, { mood: 1, why: 'So' }), await answered(survey.id, { mood: 2 })];
    const reply = await withdraw(one);
    expect(reply).toMatchObject({ status: 202, body: { response: one.response, withdrawn: true } });
    const { responses } = await untilCounts(survey.id, { 2: 1 });
    expect(responses).toBe(1);
    expect((await resultsOf(survey.id)).questions[4]?.texts).toEqual([]);
    expect((await change(one, { mood: 5 }, 9)).status).toBe(202);
    // The phone sends what it thinks was never taken.
    await side.answer(survey.id, { mood: 1 }, { response: one.response });
    await answered(survey.id, { mood: 4 });
    await untilCounts(survey.id, { 2: 1, 4: 1 });
    expect(await rowOf(one)).toMatchObject({ answers: {}, written: [], survey: `${survey.id}.withdrawn` });
  });

  it('is so too where it was given by a link, which is used up, or with a ballot', async () => {
    const page = pageOf(side);
    const { people } = await side.makeCommunity(9);
    const confidential = await side.openAndAnnounce({
      mode: 'confidential',
      audience: { kind: 'people', people },
    });
    const [link] = await side.linksFor(confidential.id, people.slice(0, 1));
    const one = await answered(confidential.id, { mood: 1 }, { token: link?.token });
    expect((await change(one, { mood: 2 })).status).toBe(202);
    await until('the change', async () => (await rowOf(one))?.answers.mood === 2);
    expect((await withdraw(one)).status).toBe(202);
    await until('the withdrawal', async () => (await rowOf(one))?.answers.mood === undefined);
    await side.answer(confidential.id, { mood: 5 }, { token: link?.token });
    await until('the second response to be refused', () =>
      side.db.collection('refused_responses').findOne({ survey: confidential.id, reason: 'link-used' }),
    );

    const { survey, people: asked } = await page.open(8);
    const [token = ''] = await page.tokensOf(survey.id, asked.slice(0, 1));
    const ballot = await page.ballotFor(survey.id, token);
    const { body } = await page.answer(survey.id, ballot, { mood: 1 });
    const { response, secret } = ballot;
    const owned = { survey: survey.id, response, secret, proof: body.proof ?? '' };
    expect((await change(owned, { mood: 5 })).status).toBe(202);
    await until('the change', async () => (await rowOf(owned))?.answers.mood === 5);
    expect((await rowOf(owned))?.receivedAt.toISOString()).toMatch(/T00:00:00\.000Z$/);
    expect((await withdraw(owned)).status).toBe(202);
    await until('the withdrawal', async () => (await rowOf(owned))?.answers.mood === undefined);
  });
});

describe('without the receipt', () => {
  it('nothing is changed, nor told whether there is such a response', async () => {
    const survey = await openToAll();
    const another = await openToAll();
    const one = await answered(survey.id, { mood: 1 });
    const other = await answered(survey.id, { mood: 1 });
    const unknown = { ...one, response: newId() };
    const wrong = [
      { ...one, secret: other.secret },
      { ...one, proof: other.proof },
      { ...one, secret: other.secret, proof: other.proof },
      { ...one, survey: another.id },
      unknown,
    ];
    const problems = [];
    for (const owned of wrong)
      for (const { problem } of [await change(owned, { mood: 5 }), await withdraw(owned)]) {
        const { code, detail, errors } = problem;
        problems.push(JSON.stringify({ code, detail, errors }));
      }
    expect(new Set(problems).size).toBe(1);
    expect(JSON.parse(problems[0] ?? '')).toMatchObject({
      code: 'invalid-token',
      errors: [{ pointer: '#/proof' }],
    });
    const elsewhere = await send(
      'PUT',
      one,
      { ...one, revision: 1, instrumentVersion: 1, answers: {} },
      { 'skein-network': 'elsewhere' },
    );
    expect(elsewhere.status).toBeGreaterThanOrEqual(400);
    await answered(survey.id, { mood: 2 });
    await untilCounts(survey.id, { 1: 2, 2: 1 });
  });

  it('a response that was sent without one stays as it is', async () => {
    const survey = await openToAll();
    const response = newId();
    const { body } = await side.answer(survey.id, { mood: 1 }, { response });
    expect(body).not.toHaveProperty('proof');
    // Sent again with a receipt it is the same response, and the receipt is of no use.
    const { secret, receipt } = await makeReceipt();
    const again = await side.answer(survey.id, { mood: 2 }, { response, receipt });
    const owned = { survey: survey.id, response, secret, proof: (again.body as Receipt).proof ?? '' };
    expect((await change(owned, { mood: 5 })).status).toBe(202);
    await answered(survey.id, { mood: 3 });
    await untilCounts(survey.id, { 1: 1, 3: 1 });
  });

  it('bad answers and bad fields are named', async () => {
    const survey = await openToAll();
    const one = await answered(survey.id, { mood: 1 });
    for (const [reply, status, pointer] of [
      [change(one, { mood: 6 }), 400, '#/answers/mood'],
      [change(one, {}), 400, '#/answers/mood'],
      [change(one, { mood: 2 }, 0), 400, '#/revision'],
      [change(one, { mood: 2 }, 1, { instrumentVersion: 2 }), 409, '#/instrumentVersion'],
      [change({ ...one, secret: 'short' }, { mood: 2 }), 400, '#/secret'],
      [withdraw({ ...one, proof: '' }), 400, '#/proof'],
      [change({ ...one, response: 'mine' }, { mood: 2 }), 400, '#/params/response'],
    ] as const)
      expect((await reply).problem).toMatchObject({ status, errors: [{ pointer }] });
    expect((await change({ ...one, survey: newId() }, { mood: 2 })).problem.code).toBe('not-found');
  });
});

describe('after the close', () => {
  it('nothing is changed or withdrawn any more', async () => {
    const survey = await openToAll();
    const one = await answered(survey.id, { mood: 1 });
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, { as: side.admin, ifMatch: 1 });
    await until('the intake to know', async () => (await side.answer(survey.id, { mood: 1 })).status === 409);
    expect((await change(one, { mood: 5 })).problem.code).toBe('closed');
    expect((await withdraw(one)).problem.code).toBe('closed');
    // With a wrong receipt as with a right one.
    expect((await withdraw({ ...one, secret: one.proof })).problem.code).toBe('closed');
  });
});

describe('the worker', () => {
  const publish = (responses: AcceptedResponse[]) =>
    side.side.nats.js.publish(
      intakeSubject(side.environment.SKEIN_PREFIX ?? '', 'testing'),
      JSON.stringify({ network: 'testing', batch: newId(), responses }),
    );

  it('keeps a change that overtakes its response, and applies it when that is there', async () => {
    const survey = await openToAll();
    const facts = {
      survey: survey.id,
      instrumentVersion: 1,
      receivedAt: new Date().toISOString(),
      receipt: 'r',
    };
    const [changed, gone] = [newId(), newId()];
    const answers = { mood: 1 };
    await publish([
      { ...facts, response: changed, revision: 2, answers: { mood: 5 } },
      { ...facts, response: changed, revision: 1, answers: { mood: 2 } },
      { ...facts, response: gone, withdrawn: true, answers: {} },
      { ...facts, response: gone, revision: 3, answers: { mood: 3 } },
    ]);
    const early = () => side.db.collection('early_changes').countDocuments({ survey: survey.id });
    await until('them to be kept', async () => (await early()) === 2);
    await publish([
      { ...facts, response: changed, answers },
      { ...facts, response: gone, answers },
    ]);
    const { responses } = await untilCounts(survey.id, { 5: 1 });
    expect(responses).toBe(1);
    await until('them to be done with', async () => (await early()) === 0);
  });
});
