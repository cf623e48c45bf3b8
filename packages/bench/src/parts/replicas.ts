import { cpuMicrosOf } from '../cpu.ts';
import type { Ground } from '../ground.ts';
import { runLoad } from '../load/run.ts';
import { submission } from '../questionnaire.ts';
import { median, rounded } from '../statistics.ts';
import type { Sizes } from './throughput.ts';

/** What one intake, or two, took in one round. */
interface Taken {
  readonly perSecond: number;
  /** Microseconds of processor time that the intakes take for a response. */
  readonly cpuMicros: number;
}

export interface Replicas {
  /** How many times what one intake takes two take: true only where there are cores for all that runs. */
  readonly byRate: number;
  /** How many times as many responses two intakes take in the processor time that each has: true on any machine. */
  readonly byProcessorTime: number;
  readonly rounds: readonly { readonly one: Taken; readonly two: Taken }[];
}

/** How many times what one intake takes two take, each with a generator of its own; medians of rounds by turns. */
export const measureReplicas = async (ground: Ground, { seconds, rounds }: Sizes): Promise<Replicas> => {
  const survey = await ground.openSurvey();
  const intakes = [await ground.start('intake'), await ground.start('intake')];
  for (const intake of intakes) await ground.untilTaken(intake, survey);
  const path = `/api/v1/surveys/${survey.id}/responses`;
  const cpuOf = (): number => intakes.reduce((sum, { pid }) => sum + cpuMicrosOf(pid), 0);
  const take = async (count: number, length: number): Promise<Taken> => {
    const body = JSON.stringify(submission(1));
    const before = cpuOf();
    const found = await Promise.all(
      intakes
        .slice(0, count)
        .map(({ url }) => runLoad({ url, path, body, connections: 256, seconds: length })),
    );
    const used = cpuOf() - before;
    await ground.emptyQueue();
    const taken = found.reduce((sum, { statuses }) => sum + (statuses[202] ?? 0), 0);
    return {
      perSecond: rounded(
        found.reduce((sum, { perSecond }) => sum + perSecond, 0),
        0,
      ),
      cpuMicros: rounded(used / Math.max(1, taken), 1),
    };
  };
  await take(2, Math.max(5, seconds));
  const measured: { one: Taken; two: Taken }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const [one, two] = [await take(1, seconds), await take(2, seconds)];
    measured.push({ one, two });
    const told = ({ perSecond, cpuMicros }: Taken): string => `${perSecond}/s (${cpuMicros} µs)`;
    ground.say(`  round ${round}: one ${told(one)}, two ${told(two)}`);
  }
  await Promise.all(intakes.map((intake) => intake.stop()));
  const medianOf = (which: 'one' | 'two', figure: keyof Taken): number =>
    median(measured.map((round) => round[which][figure]));
  return {
    byRate: rounded(medianOf('two', 'perSecond') / medianOf('one', 'perSecond')),
    byProcessorTime: rounded((2 * medianOf('one', 'cpuMicros')) / medianOf('two', 'cpuMicros')),
    rounds: measured,
  };
};
