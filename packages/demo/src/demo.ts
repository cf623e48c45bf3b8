import { stopAll } from '@skein/local-runtime';
import { noteStopped, runMainJob } from './session.ts';

let status = 1;
try {
  const { held } = await runMainJob();
  status = held ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stopAll();
  await noteStopped();
}
process.exit(status);
