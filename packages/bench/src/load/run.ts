import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Found, Load } from './request.ts';

const run = promisify(execFile);

/** Runs a load in a process of its own. Throws unless every answer was 202. */
export const runLoad = async (load: Load): Promise<Found> => {
  const program = load.rate === undefined ? './closed-loop.ts' : './open-loop.ts';
  const entry = fileURLToPath(new URL(program, import.meta.url));
  const { stdout } = await run(process.execPath, [entry, JSON.stringify(load)], { maxBuffer: 1 << 24 });
  const found = JSON.parse(stdout) as Found;
  const others = Object.keys(found.statuses).filter((status) => status !== '202');
  if (others.length) throw new Error(`not every answer was 202: ${JSON.stringify(found.statuses)}`);
  return found;
};
