import { startProcess as start, type TestProcess } from '@skein/service-kit/testing';
import { onTestFinished } from 'vitest';

/** Another process of the service, once it listens: the API, the intake or a worker. It ends with the test at the latest. */
export const startProcess = async (
  name: 'main' | 'intake' | 'worker',
  environment: Record<string, string>,
): Promise<TestProcess> => {
  const started = await start(new URL(`../${name}.ts`, import.meta.url), environment);
  onTestFinished(started.kill);
  return started;
};
