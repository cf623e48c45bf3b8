import { startProcess as start, type TestProcess } from '@skein/service-kit/testing';
import { onTestFinished } from 'vitest';

/** The service as a process of its own, once it listens; it ends with the test at the latest. */
export const startProcess = async (environment: Record<string, string>): Promise<TestProcess> => {
  const started = await start(new URL('../main.ts', import.meta.url), environment);
  onTestFinished(started.kill);
  return started;
};

/** A time zone in which it is about noon now, so that reminders go out whenever a test runs. */
export const zoneAtNoon = (): string => {
  const hours = 12 - new Date().getUTCHours();
  // POSIX signs: west of Greenwich is plus.
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
};
