import { makeReceipt } from '@skein/answering';
import type { Receipt, Results } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../../testing/process.ts';
import { startSurveySide } from '../../testing/survey-side.ts';
import type { ResponseRow } from '../responses/row.ts';

const people = 60;
const rounds = 2;
// A dead worker's messages come back only after a while.
const timeout = 240_000;

interface Owned {
  readonly response: string;
  readonly secret: string;
  readonly proof: string;
}

it('applies every change and withdrawal that was accepted, and each once, though worker and intake are killed in the middle', {
  timeout,
}, async () => {
  const side = await startSurveySide({ intake: true });
  onTestFinished(() => side.stop());
  const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
  let worker = await startProcess('worker', side.environment);
  const responses = () => side.db.collection<ResponseRow>('responses');
  const answered = await Promise.all(
    Array.from({ length: people }, async (): Promise<Owned> => {
      const { secret, receipt } = await makeReceipt();
      const response = newId();
      const { body, status } = await side.answer(survey.id, { mood: 1, why: 'So' }, { response, receipt });
      expect(status).toBe(202);
      return { response, secret, proof: (body as Receipt).proof ?? '' };
    }),
  );
  await until(
    'all to be stored',
    async () => (await responses().countDocuments({ survey: survey.id })) === people,
  );

  /** Sends it until it is known to be accepted, to whichever intake lives; what is not known is sent again. */
  const send = async (base: () => string, method: 'PUT' | 'DELETE', { response, ...own }: Owned) => {
    const path = `/surveys/${survey.id}/responses/${response}`;
    const changed = { ...own, revision: 1, instrumentVersion: 1, answers: { mood: 5 } };
    await until('it to be accepted', async () => {
      const { status } = await call(base(), method, path, { body: method === 'PUT' ? changed : own });
      return status === 202;
    });
  };
  const applied = () =>
    responses().countDocuments({
      $or: [{ survey: survey.id, revision: 1 }, { survey: `${survey.id}.withdrawn` }],
    });

  for (let round = 0; round < rounds; round += 1) {
    const intake = await startProcess('intake', side.environment);
    let address = intake.url;
    const before = await applied();
    const own = answered.slice((round * people) / rounds, ((round + 1) * people) / rounds);
    // Each third is changed, another withdrawn, and the last both: a withdrawal is final, whichever comes first.
    const sending = own.flatMap((one, index) => [
      ...(index % 3 === 1 ? [] : [send(() => address, 'PUT', one)]),
      ...(index % 3 === 0 ? [] : [send(() => address, 'DELETE', one)]),
    ]);
    // In one round while they are accepted, in the others while they are applied.
    if (round > 0) await until('some to be applied', async () => (await applied()) > before);
    await intake.kill();
    address = side.intake?.url ?? '';
    await worker.kill();
    worker = await startProcess('worker', side.environment);
    await Promise.all(sending);
  }

  // Who sent both may stand changed for a moment: the withdrawals tell when all is done.
  const withdrawn = () => responses().countDocuments({ survey: `${survey.id}.withdrawn` });
  await until(
    'all to be applied',
    async () => (await withdrawn()) === (people / 3) * 2 && (await applied()) === people,
    50_000,
  );
  const changed = await responses().find({ survey: survey.id }).toArray();
  expect(changed).toHaveLength(people / 3);
  expect(changed.every(({ answers }) => answers.mood === 5 && answers.why === undefined)).toBe(true);
  const { body } = await call<Results>(side.api.url, 'GET', `/surveys/${survey.id}/results`, {
    as: side.admin,
  });
  expect(body.responses).toBe(people / 3);
  expect(body.questions.map(({ answered: by }) => by)).toEqual([people / 3, 0, 0, 0, 0]);
  expect(body.questions[0]?.counts).toEqual({ 1: 0, 2: 0, 3: 0, 4: 0, 5: people / 3 });
});
