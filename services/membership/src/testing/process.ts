import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts membership as a process of its own, which a test can kill; resolves once it listens. */
export const startProcess = async (environment: Record<string, string>): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...environment, SKEIN_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).msg !== 'listening') continue;
    child.stdout.resume();
    return child;
  }
  throw new Error('the service ended before it listened');
};

/** A time zone in which it is about noon now, so that reminders go out whenever a test runs. */
export const zoneAtNoon = (): string => {
  const hours = 12 - new Date().getUTCHours();
  // POSIX signs: west of Greenwich is plus.
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
};
