import type { Survey } from '@skein/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillQueue, leftInQueue } from './backlog.ts';
import { residentMiB } from './cpu.ts';
import { type Ground, type Program, startGround, until } from './ground.ts';
import { startSenders } from './senders.ts';

// Enough for the events of a service that starts, and soon full of responses.
const storeBytes = 24 * 1024 * 1024;
/** More than the intake lets wait (32 MiB), and what its program makes of that while it handles it. */
const mostMoreMiB = 160;

let ground: Ground;
let survey: Survey;
let intake: Program;
let worker: Program;
beforeAll(async () => {
  ground = await startGround(() => undefined, { natsStoreBytes: storeBytes });
  survey = await ground.openSurvey();
  intake = await ground.start('intake', { SKEIN_LOG_LEVEL: 'warn' });
  worker = await ground.start('worker', { SKEIN_LOG_LEVEL: 'warn' });
  await ground.untilTaken(intake, survey);
});
afterAll(() => ground?.stop());

/** Senders, once some of what they sent is taken; each tries once, and fails the test unless told 202 or 503 with Retry-After. */
const startSending = async () => {
  const senders = startSenders(intake.url, survey.id, 100, 1);
  await until('responses to be accepted', async () => senders.count('accepted') > 100);
  return senders;
};

/** Takes the stream away for a while: everything is refused meanwhile, in bounded memory, and taken again afterwards. */
const expectShedding = async (take: () => Promise<unknown>, giveBack: () => Promise<unknown>) => {
  const senders = await startSending();
  const memory = residentMiB(intake.pid);
  await take();
  await until('refusals', async () => senders.count('refused') > 100);
  const accepted = senders.count('accepted');
  const refused = senders.count('refused');
  await until('many refusals', async () => senders.count('refused') > refused + 1_000);
  expect(senders.count('accepted')).toBe(accepted);
  expect(residentMiB(intake.pid) - memory).toBeLessThan(mostMoreMiB);
  await giveBack();
  await until('responses to be accepted again', async () => senders.count('accepted') > accepted + 100);
  await senders.stop();
};

// Takes a minute, and so is among the long rounds.
describe.runIf(process.env.SKEIN_TESTS === 'all')(
  'the intake refuses at once, and recovers by itself',
  () => {
    it('when NATS is gone', async () => {
      const { nats } = ground.servers;
      await expectShedding(nats.kill, nats.restart);
    });

    it('when NATS does not answer', async () => {
      const { pid } = ground.servers.nats;
      if (pid === undefined) throw new Error('NATS does not run here');
      const signal = (name: NodeJS.Signals) => async () => process.kill(pid, name);
      await expectShedding(signal('SIGSTOP'), signal('SIGCONT'));
    });

    it('when the disk of NATS is full', async () => {
      await worker.stop();
      const fill = () => expect(fillQueue(ground, survey.id, 1_000_000)).rejects.toThrow('insufficient');
      await expectShedding(fill, worker.restart);
      await until('the queue to be drained', async () => (await leftInQueue(ground)) === 0);
    });
  },
);
