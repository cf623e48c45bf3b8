import { cpuMicrosOf } from '../cpu.ts';
import type { Ground, Program } from '../ground.ts';
import { runLoad } from '../load/run.ts';
import { submission } from '../questionnaire.ts';
import { median, rounded } from '../statistics.ts';

export interface Sizes {
  readonly seconds: number;
  readonly rounds: number;
}

/** Programs to load in turn, each at the path of the same survey. */
export interface Rivals {
  readonly programs: Readonly<Record<string, Program>>;
  readonly path: string;
}

export const startRivals = async (
  ground: Ground,
  ...others: ('bare' | 'insert-each')[]
): Promise<Rivals & { stop(): Promise<void> }> => {
  const survey = await ground.openSurvey();
  const intake = await ground.start('intake');
  await ground.untilTaken(intake, survey);
  const programs: Record<string, Program> = { intake };
  for (const other of others) programs[other] = await ground.start(other);
  return {
    programs,
    path: `/api/v1/surveys/${survey.id}/responses`,
    stop: async () => {
      await Promise.all(Object.values(programs).map((program) => program.stop()));
      await ground.emptyQueue();
    },
  };
};

export interface Throughput {
  /** Requests a second. */
  readonly perSecond: Record<string, number>;
  /** Microseconds of processor time that the program itself takes for a request: tells it apart from what it waits for. */
  readonly cpuMicros: Record<string, number>;
}

const medians = (measured: Record<string, number[]>, digits: number): Record<string, number> =>
  Object.fromEntries(Object.entries(measured).map(([name, all]) => [name, rounded(median(all), digits)]));

/** Requests a second that each takes, measured by turns so that what else the machine does meets all alike; medians. */
export const measureThroughput = async (
  ground: Ground,
  { programs, path }: Rivals,
  connections: number,
  { seconds, rounds }: Sizes,
): Promise<Throughput> => {
  const measured: Record<string, number[]> = {};
  const cpu: Record<string, number[]> = {};
  const take = async (name: string, { url, pid }: Program, length: number): Promise<[number, number]> => {
    const body = JSON.stringify(submission(1));
    const before = cpuMicrosOf(pid);
    const { perSecond, statuses } = await runLoad({ url, path, body, connections, seconds: length });
    if (name === 'intake') await ground.emptyQueue();
    return [perSecond, (cpuMicrosOf(pid) - before) / (statuses[202] ?? 1)];
  };
  // Once without counting: compiled code, grown buffers, and the server's files.
  for (const [name, program] of Object.entries(programs)) await take(name, program, Math.min(2, seconds));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, program] of Object.entries(programs)) {
      const [perSecond, micros] = await take(name, program, seconds);
      measured[name] = [...(measured[name] ?? []), perSecond];
      cpu[name] = [...(cpu[name] ?? []), micros];
    }
    const line = Object.entries(measured).map(
      ([name, all]) => `${name} ${Math.round(all.at(-1) ?? 0)}/s (${Math.round(cpu[name]?.at(-1) ?? 0)} µs)`,
    );
    ground.say(`  ${connections} connections, round ${round}: ${line.join(', ')}`);
  }
  return { perSecond: medians(measured, 0), cpuMicros: medians(cpu, 1) };
};
