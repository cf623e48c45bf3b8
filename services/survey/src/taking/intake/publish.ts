import { intakeSubject } from '@skein/contracts';
import { isRefusedByStream, newId, type ServiceContext } from '@skein/service-kit';
import type { Publish } from './group-commit.ts';

/** How long an acknowledgement is waited for before nobody can say whether the batch is stored. */
const acknowledgedWithinMs = 5_000;

/** Publishes batches of responses, each one durable message, and tells what became of each. */
export const createPublish = ({ nats, config, log }: ServiceContext): Publish => {
  const { connection, js } = nats;
  let shedding = false;
  // Said once when it begins and once when it is over, not for each batch in between.
  const note = (isShedding: boolean, error?: unknown): void => {
    if (isShedding === shedding) return;
    shedding = isShedding;
    if (isShedding) log.warn({ err: error }, 'the stream takes no responses; they are refused until it does');
    else log.info('the stream takes responses again');
  };
  let connected = true;
  const follow = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') connected = false;
      if (type === 'reconnect') connected = true;
    }
  };
  void follow();

  return async (network, responses) => {
    // The client would keep it and send it whenever the server is back, long after its senders were told otherwise.
    if (!connected) {
      note(true, new Error('not connected to NATS'));
      return 'refused';
    }
    const batch = newId();
    // The responses are JSON already: an `IntakeBatch` is put together around them.
    const message = `{"network":"${network}","batch":"${batch}","responses":[${responses.join(',')}]}`;
    try {
      await js.publish(intakeSubject(config.SKEIN_PREFIX, network), message, {
        msgID: batch,
        timeout: acknowledgedWithinMs,
      });
      note(false);
      return 'stored';
    } catch (error) {
      note(true, error);
      return isRefusedByStream(error) ? 'refused' : 'unknown';
    }
  };
};
