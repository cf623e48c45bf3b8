import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Runs the service as its own process, and gives where it listens. */
export const startProcess = async (
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...environment, SKEIN_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, url } = JSON.parse(line);
    if (msg !== 'listening') continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error('the service ended before it listened');
};

/** A time zone in which it is about noon now, so that reminders go out whenever a test runs. */
export const zoneAtNoon = (): string => {
  const hours = 12 - new Date().getUTCHours();
  // POSIX signs: west of Greenwich is plus.
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
};
