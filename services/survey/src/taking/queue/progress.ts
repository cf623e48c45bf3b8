import { intakeStream } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';

/** The consumer of the intake queue that all workers share. */
export const responsesConsumer = 'survey-responses';

const noSuchConsumer = 10014;

/** The number of the queue's message that workers are done with, and with all before it; undefined before any worker. */
export const doneUpTo = async ({
  nats,
  config,
}: Pick<ServiceContext, 'nats' | 'config'>): Promise<number | undefined> => {
  try {
    const info = await nats.jsm.consumers.info(intakeStream(config.SKEIN_PREFIX), responsesConsumer);
    return info.ack_floor.stream_seq;
  } catch (error) {
    if ((error as { code?: number }).code === noSuchConsumer) return undefined;
    throw error;
  }
};

/** The number of the last message that came into the queue. */
export const lastQueued = async ({
  nats,
  config,
}: Pick<ServiceContext, 'nats' | 'config'>): Promise<number> =>
  (await nats.jsm.streams.info(intakeStream(config.SKEIN_PREFIX))).state.last_seq;
