import { intakeStream } from '@skein/contracts';
import { type Loop, type ServiceContext, startLoop } from '@skein/service-kit';
import { doneUpTo } from './progress.ts';

const everyMs = 5_000;

/** Purges from the queue what the workers have all done with: named answers pass through it and must not stay. */
export const startPurging = (context: ServiceContext): Loop => {
  const { nats, config, log } = context;
  const stream = intakeStream(config.SKEIN_PREFIX);
  let purged = 0;
  return startLoop('intake-purge', log, everyMs, async () => {
    const done = (await doneUpTo(context)) ?? 0;
    if (done <= purged) return false;
    await nats.jsm.streams.purge(stream, { seq: done + 1 });
    purged = done;
    return false;
  });
};
