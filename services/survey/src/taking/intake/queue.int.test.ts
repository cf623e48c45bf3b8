import {
  type AcceptedResponse,
  askedVersionKey,
  bucketName,
  type InstrumentContent,
  intakeStream,
  type OpenSurvey,
  openSurveyKey,
} from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, until } from '@skein/service-kit/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { surveyIntake } from '../../intake-app.ts';
import { mutations, scenarios, wild } from '../../testing/generated-answers.ts';
import { responsesFromQueue } from '../queue/consume.ts';
import { type AskedSurvey, nothingStored, sortResponses, tally } from '../responses/decide.ts';
import { orderOf } from '../responses/order.ts';
import { ResponseRow } from '../responses/row.ts';
import { versionTally } from '../responses/tallies.ts';

const network = 'testing';
const environment = testEnvironment();
const prefix = environment.SKEIN_PREFIX ?? '';

// The intake alone: what it lets through stays in the queue, to be read here as a worker would.
let intake: RunningService;
beforeAll(async () => {
  intake = await startService(surveyIntake, environment);
});
afterAll(() => intake?.stop());

const submit = (survey: string, response: string, answers: string) =>
  call(intake.url, 'POST', `/surveys/${survey}/responses`, {
    body: `{"response":"${response}","instrumentVersion":1,"answers":${answers}}`,
  });

/** Announces an open survey of this to the intake. */
const announce = async (content: InstrumentContent): Promise<AskedSurvey> => {
  const [survey, instrument] = [newId(), newId()];
  const bucket = await intake.context.nats.kvm.open(bucketName(prefix, 'OPEN_SURVEYS'));
  const version = { instrument, number: 1, publishedAt: new Date().toISOString() };
  await bucket.put(askedVersionKey(network, instrument, 1), JSON.stringify({ ...version, ...content }));
  const open: OpenSurvey = {
    ...{ survey, network, mode: 'confidential', open: true, needsLink: false, instrument, versions: [1] },
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  await bucket.put(openSurveyKey(network, survey), JSON.stringify(open));
  await until('the intake to know the survey', async () => {
    const { status } = await call(intake.url, 'POST', `/surveys/${survey}/responses`, {
      body: { response: newId(), instrumentVersion: 999, answers: {} },
    });
    return status === 409;
  });
  const asked = new Map(content.questions.map((question) => [question.key, question]));
  return { _id: survey, network, mode: 'confidential', versions: new Map([[1, asked]]) };
};

/** All that the intake has queued, as a worker reads it, by the responses' ids. */
const queued = async (): Promise<Map<string, AcceptedResponse>> => {
  const { streams } = intake.context.nats.jsm;
  const { read } = responsesFromQueue();
  const { state } = await streams.info(intakeStream(prefix));
  const all = new Map<string, AcceptedResponse>();
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await streams.getMessage(intakeStream(prefix), { seq });
    const { accepted } = await read(message as never);
    for (const one of accepted) all.set(one.response, one);
  }
  return all;
};

interface Sent {
  readonly survey: AskedSurvey;
  readonly response: string;
  readonly answers: string;
  readonly status: number;
}

const sendAll = async (survey: AskedSurvey, sent: readonly string[]): Promise<Sent[]> =>
  Promise.all(
    sent.map(async (answers) => {
      const response = newId();
      const { status } = await submit(survey._id, response, answers);
      return { survey, response, answers, status };
    }),
  );

const runs = 80;

it('queues what it accepts so that workers read it, store it and count it just as it was sent; and nothing else', async () => {
  const sent: Sent[] = [];
  const answered = async (content: InstrumentContent, status: number | undefined, answers: string[]) => {
    const replies = await sendAll(await announce(content), answers);
    for (const reply of replies)
      expect({ content, ...reply, status: [reply.status] }).toMatchObject({
        status: [status ?? expect.toBeOneOf([202, 400])],
      });
    sent.push(...replies);
  };
  for (const { content, answers } of fc.sample(scenarios, runs))
    await answered(content, 202, [JSON.stringify(answers)]);
  for (const { content, mutated } of fc.sample(mutations, runs))
    await answered(content, 400, [JSON.stringify(mutated.answers)]);
  for (const { content, sent: tried } of fc.sample(wild, runs)) await answered(content, undefined, tried);

  const accepted = sent.filter(({ status }) => status === 202);
  // Of the wild ones some go through, and some do not: else they try nothing.
  expect(accepted.length).toBeGreaterThan(runs * 2);
  expect(sent.length - accepted.length).toBeGreaterThan(runs * 2);
  const read = await queued();
  expect([...read.keys()].toSorted()).toEqual(accepted.map(({ response }) => response).toSorted());
  for (const { survey, response, answers } of accepted) {
    const one = read.get(response) as AcceptedResponse;
    expect(JSON.stringify(one.answers)).toBe(JSON.stringify(JSON.parse(answers)));
    const { rows } = sortResponses(survey, [one], nothingStored, new Date(), { orderOf });
    expect(rows.map((row) => ResponseRow.parse(row))).toEqual(rows);
    // All of them, by version, and each question that was answered.
    const counted = tally(survey, rows).map(({ question }) => question);
    expect(counted.toSorted()).toEqual(['', versionTally, ...Object.keys(one.answers)].toSorted());
  }
}, 180_000);
