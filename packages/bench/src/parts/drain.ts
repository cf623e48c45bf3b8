import type { Document } from 'mongodb';
import { fillQueue, leftInQueue, recount } from '../backlog.ts';
import { type Ground, type Program, until } from '../ground.ts';
import { median, rounded } from '../statistics.ts';

/** Throws unless a survey's tallies are what a recount of the answers gives. */
export const expectExact = async (ground: Ground, survey: string, responses: number): Promise<void> => {
  const results = await ground.readResults(survey);
  const expected = recount(responses);
  const wrong = results.questions.filter(({ key, counts }) =>
    Object.entries(counts ?? {}).some(([option, count]) => count !== (expected[key]?.[option] ?? 0)),
  );
  if (results.responses !== responses || wrong.length)
    throw new Error(`${results.responses} of ${responses} counted; not exact: ${JSON.stringify(wrong)}`);
};

const pause = ({ pid }: Program, signal: 'SIGSTOP' | 'SIGCONT'): void => {
  if (pid === undefined) throw new Error('the worker does not run');
  process.kill(pid, signal);
};

/** Responses a second that a worker drains; the queue is filled while it is held. */
const drain = async (ground: Ground, worker: Program, responses: number): Promise<[number, string]> => {
  const { id } = await ground.openSurvey();
  pause(worker, 'SIGSTOP');
  try {
    await fillQueue(ground, id, responses);
  } finally {
    pause(worker, 'SIGCONT');
  }
  const began = performance.now();
  await until('the queue to be drained', async () => (await leftInQueue(ground)) === 0, 600_000);
  const perSecond = responses / ((performance.now() - began) / 1000);
  await expectExact(ground, id, responses);
  return [perSecond, id];
};

/** Documents a second by `insertMany(1000)` of what the worker stored, with its indexes, into a collection of its own. */
const insertRaw = async ({ client, db }: Ground, survey: string): Promise<number> => {
  const stored = db.collection<Document>('responses');
  const documents = await stored.find({ survey }).toArray();
  const raw = client.db('bench_raw').collection('responses');
  await raw.drop().catch(() => undefined);
  const indexes = (await stored.indexes()).filter(({ name }) => name !== '_id_');
  await raw.createIndexes(indexes.map(({ key, name }) => ({ key, name: String(name) })));
  const began = performance.now();
  for (let first = 0; first < documents.length; first += 1_000)
    await raw.insertMany(documents.slice(first, first + 1_000), { ordered: false });
  return documents.length / ((performance.now() - began) / 1000);
};

/** A worker's speed beside raw inserts of the same documents, by turns; medians. */
export const measureDrain = async (
  ground: Ground,
  { rounds, responses }: { readonly rounds: number; readonly responses: number },
): Promise<Record<string, number>> => {
  const worker = await ground.start('worker');
  await drain(ground, worker, Math.min(5_000, responses));
  const measured: Record<'worker' | 'raw', number[]> = { worker: [], raw: [] };
  for (let round = 1; round <= rounds; round += 1) {
    const [perSecond, survey] = await drain(ground, worker, responses);
    measured.worker.push(perSecond);
    measured.raw.push(await insertRaw(ground, survey));
    ground.say(
      `  draining ${responses}, round ${round}: worker ${Math.round(perSecond)}/s, insertMany(1000) ${Math.round(measured.raw.at(-1) ?? 0)}/s`,
    );
  }
  await worker.stop();
  return { worker: rounded(median(measured.worker), 0), raw: rounded(median(measured.raw), 0) };
};
