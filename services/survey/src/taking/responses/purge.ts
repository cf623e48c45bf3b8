import { intakeStream } from '@skein/contracts';
import { type Loop, type ServiceContext, startLoop } from '@skein/service-kit';
import { responsesConsumer } from './consume.ts';

const everyMs = 5_000;

/** Purges from the queue what the workers have all done with: named answers pass through it and must not stay. */
export const startPurging = ({ nats, config, log }: ServiceContext): Loop => {
  const stream = intakeStream(config.SKEIN_PREFIX);
  let purged = 0;
  return startLoop('intake-purge', log, everyMs, async () => {
    const { ack_floor } = await nats.jsm.consumers.info(stream, responsesConsumer);
    if (ack_floor.stream_seq <= purged) return false;
    await nats.jsm.streams.purge(stream, { seq: ack_floor.stream_seq + 1 });
    purged = ack_floor.stream_seq;
    return false;
  });
};
