import { rm } from 'node:fs/promises';
import { dataFolder } from '@skein/local-runtime';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    demonstrationDir: string;
  }
}

/** Where the files of one run share the demonstration network, once one of them has loaded it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dir = await dataFolder('skein-loaded-');
  project.provide('demonstrationDir', dir);
  return () => rm(dir, { recursive: true, force: true });
};
