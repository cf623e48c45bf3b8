import type { Ground } from '../ground.ts';
import { runLoad } from '../load/run.ts';
import { submission } from '../questionnaire.ts';
import { median, rounded } from '../statistics.ts';
import type { Rivals, Sizes } from './throughput.ts';

/** The time that 99 of 100 requests are answered within, milliseconds, at the same offered load for each; medians. */
export const measureLatency = async (
  ground: Ground,
  { programs, path }: Rivals,
  rate: number,
  { seconds, rounds }: Sizes,
): Promise<{ p99: Record<string, number>; rounds: Record<string, readonly number[]> }> => {
  const measured: Record<string, number[]> = {};
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, { url }] of Object.entries(programs)) {
      const body = JSON.stringify(submission(1));
      const { p99 } = await runLoad({ url, path, body, connections: 256, seconds, rate });
      measured[name] = [...(measured[name] ?? []), rounded(p99)];
      if (name === 'intake') await ground.emptyQueue();
    }
    const line = Object.entries(measured).map(([name, all]) => `${name} ${all.at(-1)} ms`);
    ground.say(`  ${rate}/s offered, p99, round ${round}: ${line.join(', ')}`);
  }
  const p99 = Object.fromEntries(Object.entries(measured).map(([name, all]) => [name, median(all)]));
  return { p99, rounds: measured };
};
