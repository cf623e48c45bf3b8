import { intakeStream, intakeSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import type { Ground } from './ground.ts';
import { answersTo } from './questionnaire.ts';

/** As many responses as the intake puts into one message under load. */
const inOneMessage = 250;
const atOnce = 8;

/** Puts so many responses to a survey into the queue, as the intake would. Answers vary with their number, from 0 up. */
export const fillQueue = async ({ nats }: Ground, survey: string, responses: number): Promise<void> => {
  const subject = intakeSubject('skein', 'bench');
  const receivedAt = new Date().toISOString();
  let next = 0;
  const publishSome = async (): Promise<void> => {
    while (next < responses) {
      const first = next;
      next = Math.min(responses, first + inOneMessage);
      const batch = Array.from({ length: next - first }, (_, index) => ({
        response: newId(),
        survey,
        instrumentVersion: 1,
        receivedAt,
        answers: answersTo(first + index),
      }));
      const message = JSON.stringify({ network: 'bench', batch: newId(), responses: batch });
      await nats.js.publish(subject, message, { timeout: 60_000 });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, publishSome));
};

/** How many messages of the queue are not yet done with. */
export const leftInQueue = async ({ nats }: Ground): Promise<number> => {
  const { num_pending, num_ack_pending } = await nats.jsm.consumers.info(
    intakeStream('skein'),
    'survey-responses',
  );
  return num_pending + num_ack_pending;
};

/** What the tallies of the answers 0 up to `responses` must be: by question, how often each option was given. */
export const recount = (responses: number): Record<string, Record<string, number>> => {
  const counts: Record<string, Record<string, number>> = {};
  for (let seed = 0; seed < responses; seed += 1) {
    for (const [key, answer] of Object.entries(answersTo(seed))) {
      if (key === 'why') continue;
      counts[key] ??= {};
      const ofKey = counts[key];
      for (const option of [answer].flat()) ofKey[option] = (ofKey[option] ?? 0) + 1;
    }
  }
  return counts;
};
