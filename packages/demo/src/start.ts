import { stopAll } from '@skein/local-runtime';
import { noteStopped, runMainJob } from './session.ts';

const stop = async (status: number): Promise<void> => {
  await stopAll();
  noteStopped();
  process.exit(status);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    console.log('\nstopping; the data stays in .skein/ …');
    void stop(0);
  });
}

try {
  const held = await runMainJob();
  console.log(held ? 'Up until Ctrl-C.' : 'Not all of it held (see above). Up until Ctrl-C.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}
