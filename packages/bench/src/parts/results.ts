import { fillQueue, leftInQueue } from '../backlog.ts';
import { residentMiB } from '../cpu.ts';
import { type Ground, until } from '../ground.ts';
import { runLoad } from '../load/run.ts';
import { submission } from '../questionnaire.ts';
import { median, rounded } from '../statistics.ts';
import { expectExact } from './drain.ts';

export interface Memory {
  readonly earlyMiB: number;
  readonly lateMiB: number;
}

/** Memory at its highest in the second and the last quarter of what was sampled: the first is for getting warm. */
const earlyAndLate = (samples: readonly number[]): Memory => {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  return {
    earlyMiB: rounded(Math.max(...samples.slice(quarter, 2 * quarter)), 0),
    lateMiB: rounded(Math.max(...samples.slice(-quarter)), 0),
  };
};

const sampling = (pid: number | undefined) => {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentMiB(pid)), 100);
  return () => {
    clearInterval(timer);
    return earlyAndLate(samples.length ? samples : [residentMiB(pid)]);
  };
};

/** Brings responses to a new survey in through the queue and a worker, and says what memory that took. */
export const bringIn = async (
  ground: Ground,
  responses: number,
): Promise<{ survey: string; worker: Memory }> => {
  const { id: survey } = await ground.openSurvey();
  await fillQueue(ground, survey, responses);
  const worker = await ground.start('worker');
  const stop = sampling(worker.pid);
  let said = 0;
  await until(
    'the backlog to be drained',
    async () => {
      const left = await leftInQueue(ground);
      if (performance.now() - said > 10_000) ground.say(`  a backlog of ${responses}: ${left} messages left`);
      if (performance.now() - said > 10_000) said = performance.now();
      return left === 0;
    },
    4 * 60 * 60 * 1000,
  );
  const memory = stop();
  await expectExact(ground, survey, responses);
  await worker.stop();
  return { survey, worker: memory };
};

/** The intake's memory under load while a backlog waits behind it. */
export const intakeUnderBacklog = async (
  ground: Ground,
  backlog: number,
  seconds: number,
): Promise<Memory> => {
  const survey = await ground.openSurvey();
  await fillQueue(ground, survey.id, backlog);
  const intake = await ground.start('intake');
  await ground.untilTaken(intake, survey);
  const stop = sampling(intake.pid);
  const path = `/api/v1/surveys/${survey.id}/responses`;
  const body = JSON.stringify(submission(1));
  await runLoad({ url: intake.url, path, body, connections: 256, seconds: 6 * seconds });
  const memory = stop();
  await intake.stop();
  await ground.emptyQueue();
  return memory;
};

const reads = 300;

/** Milliseconds that reading the results of each survey takes, by turns; medians of many. */
export const measureReading = async (ground: Ground, surveys: readonly string[]): Promise<number[]> => {
  const measured = surveys.map((): number[] => []);
  for (let read = 0; read < reads; read += 1) {
    for (const [index, survey] of surveys.entries()) {
      const began = performance.now();
      await ground.readResults(survey);
      measured[index]?.push(performance.now() - began);
    }
  }
  return measured.map((all) => rounded(median(all)));
};
