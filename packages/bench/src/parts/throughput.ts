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

const warmUpSeconds = 6;

/** What one round told of one program. */
interface Round {
  readonly perSecond: number;
  /** Microseconds of processor time that the program itself takes for a request: tells it apart from what it waits for. */
  readonly cpuMicros: number;
  /** What NATS takes for it besides. */
  readonly natsCpuMicros: number;
}

type Figure = keyof Round;
const figures: readonly Figure[] = ['perSecond', 'cpuMicros', 'natsCpuMicros'];

export interface Throughput extends Record<Figure, Record<string, number>> {
  /** Each round of each program, in the order in which they were made; the figures beside are their medians. */
  readonly rounds: Record<string, readonly Round[]>;
}

const mediansOf = (rounds: Record<string, readonly Round[]>, figure: Figure): Record<string, number> =>
  Object.fromEntries(
    Object.entries(rounds).map(([name, all]) => [name, rounded(median(all.map((one) => one[figure])), 1)]),
  );

/** Requests a second that each takes, measured by turns so that what else the machine does meets all alike. */
export const measureThroughput = async (
  ground: Ground,
  { programs, path }: Rivals,
  connections: number,
  { seconds, rounds }: Sizes,
): Promise<Throughput> => {
  const measured: Record<string, Round[]> = {};
  const take = async (name: string, { url, pid }: Program, length: number): Promise<Round> => {
    const body = JSON.stringify(submission(1));
    const [own, nats] = [cpuMicrosOf(pid), cpuMicrosOf(ground.servers.nats.pid)];
    const { perSecond, statuses } = await runLoad({ url, path, body, connections, seconds: length });
    const taken = statuses[202] ?? 1;
    const round = {
      perSecond: rounded(perSecond, 0),
      cpuMicros: rounded((cpuMicrosOf(pid) - own) / taken, 1),
      natsCpuMicros: rounded((cpuMicrosOf(ground.servers.nats.pid) - nats) / taken, 1),
    };
    if (name === 'intake') await ground.emptyQueue();
    return round;
  };
  // Once without counting: compiled code, grown buffers, and the server's files.
  for (const [name, program] of Object.entries(programs)) await take(name, program, warmUpSeconds);
  for (let count = 1; count <= rounds; count += 1) {
    for (const [name, program] of Object.entries(programs))
      measured[name] = [...(measured[name] ?? []), await take(name, program, seconds)];
    const line = Object.entries(measured).map(([name, all]) => {
      const { perSecond, cpuMicros, natsCpuMicros } = all.at(-1) as Round;
      return `${name} ${perSecond}/s (${cpuMicros} µs, NATS ${natsCpuMicros} µs)`;
    });
    ground.say(`  ${connections} connections, round ${count}: ${line.join(', ')}`);
  }
  const [perSecond, cpuMicros, natsCpuMicros] = figures.map((figure) => mediansOf(measured, figure)) as [
    Throughput[Figure],
    Throughput[Figure],
    Throughput[Figure],
  ];
  return { perSecond, cpuMicros, natsCpuMicros, rounds: measured };
};
