import { setTimeout as delay } from 'node:timers/promises';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leftInQueue } from './backlog.ts';
import { type Ground, startGround, until } from './ground.ts';
import { type Cable, startCable } from './proxy.ts';
import { startSenders } from './senders.ts';

/** A round for each victim, or what `npm run test:all` asks. */
const rounds = process.env.SKEIN_TESTS === 'all' ? 20 : 4;
const people = 24;

let ground: Ground;
let cable: Cable;
let environment: Record<string, string>;
beforeAll(async () => {
  ground = await startGround(() => undefined);
  cable = await startCable(ground.servers.nats.port);
  const throughCable = Object.assign(new URL(ground.servers.nats.url), { port: String(cable.port) });
  environment = { SKEIN_NATS_URL: throughCable.href, SKEIN_LOG_LEVEL: 'warn' };
});
afterAll(async () => {
  cable?.close();
  await ground?.stop();
});

/** Counts, by question, how often each option was given in these answers. */
const count = (answers: readonly Record<string, unknown>[]): Record<string, Record<string, number>> => {
  const counts: Record<string, Record<string, number>> = {};
  for (const [key, answer] of answers.flatMap((one) => Object.entries(one))) {
    if (key === 'why') continue;
    counts[key] ??= {};
    for (const option of [answer].flat().map(String)) counts[key][option] = (counts[key][option] ?? 0) + 1;
  }
  return counts;
};

const startAll = async () => {
  const survey = await ground.openSurvey();
  const [intake, worker] = await Promise.all([
    ground.start('intake', environment),
    ground.start('worker', environment),
  ]);
  await ground.untilTaken(intake, survey);
  return { survey, intake, worker, senders: startSenders(intake.url, survey.id, people) };
};

/** What must hold once all has come to rest: nothing accepted is missing, nothing refused is there, nothing counts twice. */
const expectExact = async (survey: string, { sent }: ReturnType<typeof startSenders>): Promise<void> => {
  await until('the queue to be drained', async () => (await leftInQueue(ground)) === 0);
  const rows = await ground.db.collection<Document>('responses').find({ survey }).toArray();
  const stored = new Map(rows.map(({ _id, answers }) => [String(_id).split('.')[1] ?? '', answers]));
  const of = (fate: string) => [...sent].filter(([, one]) => one.fate === fate).map(([id]) => id);
  expect(of('accepted').filter((id) => !stored.has(id))).toEqual([]);
  expect(of('refused').filter((id) => stored.has(id))).toEqual([]);
  expect(
    [...stored].filter(([id, answers]) => JSON.stringify(sent.get(id)?.answers) !== JSON.stringify(answers)),
  ).toEqual([]);
  const results = await ground.readResults(survey);
  expect(results.responses).toBe(stored.size);
  const recounted = count([...stored.values()]);
  for (const { key, counts } of results.questions) {
    if (!counts) continue;
    const given = Object.entries(counts).filter(([, times]) => times > 0);
    expect([key, Object.fromEntries(given)]).toEqual([key, recounted[key] ?? {}]);
  }
};

// With the installation for itself, so among the long rounds; what a killed process leaves is tried beside each service.
describe.runIf(process.env.SKEIN_TESTS === 'all')('responses under load', () => {
  it(
    `are exact after kill -9 of intake, worker, NATS and MongoDB at random instants, ${rounds} rounds`,
    async () => {
      const { survey, intake, worker, senders } = await startAll();
      const victims = [intake, ground.servers.nats, worker, ground.servers.mongo];
      for (let round = 0; round < rounds; round += 1) {
        const victim = victims[round % victims.length] ?? intake;
        const before = senders.count('accepted');
        await until('responses to be accepted', async () => senders.count('accepted') > before + 50);
        await delay(Math.random() * 500);
        await victim.kill();
        await delay(Math.random() * 300);
        await victim.restart();
      }
      const before = senders.count('accepted');
      await until('responses to be accepted again', async () => senders.count('accepted') > before + 50);
      await senders.stop();
      await expectExact(survey.id, senders);
      await Promise.all([intake.stop(), worker.stop()]);
    },
    120_000 + rounds * 30_000,
  );

  it('are exact after the network to NATS is cut for ten seconds', async () => {
    const { survey, intake, worker, senders } = await startAll();
    await until('responses to be accepted', async () => senders.count('accepted') > 100);
    cable.cut();
    // The cut itself lasts ten seconds: nothing here waits for a condition.
    await delay(10_000);
    expect(senders.count('refused')).toBeGreaterThan(0);
    cable.mend();
    const before = senders.count('accepted');
    await until('responses to be accepted again', async () => senders.count('accepted') > before + 50);
    await senders.stop();
    await expectExact(survey.id, senders);
    await Promise.all([intake.stop(), worker.stop()]);
  });
});
