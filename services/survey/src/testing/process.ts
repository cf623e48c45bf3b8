import { startProcess as start, type TestProcess } from '@skein/service-kit/testing';

/** Another process of the service, once it listens: the API, the intake or a worker. */
export const startProcess = (
  name: 'main' | 'intake' | 'worker',
  environment: Record<string, string>,
): Promise<TestProcess> => start(new URL(`../${name}.ts`, import.meta.url), environment);
