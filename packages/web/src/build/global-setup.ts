import { ensureBuilt } from './ensure.ts';

/** The pages that the services of a test run serve. */
export const setup = async (): Promise<void> => {
  await ensureBuilt();
};
