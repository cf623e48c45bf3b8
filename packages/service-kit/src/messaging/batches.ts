import type { JsMsg } from '@nats-io/jetstream';
import type { Tx } from '../storage/transaction.ts';

/** What a message is once read: applied at most once for its key. */
export interface Applicable {
  /** The event's id: the same in every copy of the message. */
  readonly key: string;
  readonly traceparent?: string | undefined;
  apply(tx: Tx): Promise<void>;
}

/** A message with what it is, or why it cannot be one of ours. */
export interface Received {
  readonly message: JsMsg;
  readonly item?: Applicable;
  readonly error?: unknown;
}
export type Readable = Required<Pick<Received, 'message' | 'item'>>;

// A transaction takes at most so many messages, and no more once it holds so many bytes.
const largestBatch = 200;
const fullBatchBytes = 2 * 1024 * 1024;

/** How many of the messages that wait go into the next transaction, at least one; and whether no more would. */
export const nextBatch = (waiting: readonly Received[]): { size: number; isFull: boolean } => {
  let bytes = 0;
  const full = waiting.findIndex(({ message }, index) => {
    bytes += message.data.byteLength;
    return index + 1 === largestBatch || bytes >= fullBatchBytes;
  });
  return full === -1 ? { size: waiting.length, isFull: false } : { size: full + 1, isFull: true };
};
