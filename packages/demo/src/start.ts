import { bringUp, runMainJob, stopHere } from './session.ts';

const stop = async (status: number): Promise<void> => {
  await stopHere();
  process.exit(status);
};

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Not once: whoever else listens must go on finding that this program ends by itself.
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    console.log('\nstopping; the data stays in .skein/ …');
    void stop(0);
  });
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const began = performance.now();
try {
  const system = await bringUp();
  try {
    const held = await runMainJob(system, began);
    console.log(held ? 'Up until Ctrl-C.' : 'Not all of it held (see above). Up until Ctrl-C.');
  } catch (error) {
    // What is kept here must stay within reach, whatever the demonstration makes of it.
    console.error(`The demonstration stopped: ${told(error)}`);
    console.error(`The installation is up all the same, at ${system.url}, until Ctrl-C.`);
  }
} catch (error) {
  console.error(told(error));
  await stop(1);
}
