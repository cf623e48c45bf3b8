import {
  type ClientSession,
  MongoClient,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
} from 'mongodb';
import { asTransaction } from './transaction.ts';
import { tellWritten } from './written.ts';

/** Connects, and refuses to run where a write could be acknowledged and then lost. */
export const connectMongo = async (url: string, appName: string): Promise<MongoClient> => {
  const client = new MongoClient(url, {
    appName,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    serverSelectionTimeoutMS: 5_000,
    ignoreUndefined: true,
  });
  await client.connect();
  const hello = await client.db('admin').command({ hello: 1 });
  if (!hello.setName) {
    await client.close();
    throw new Error(
      'MongoDB must run as a replica set (one node is enough): transactions and change streams need it.',
    );
  }
  return client;
};

// The server is going away, coming back or changing its part: the retryable errors of MongoDB's driver specification,
// which the driver retries once, and a cursor that a restart has lost.
const passingCodes = new Set([6, 7, 43, 89, 91, 94, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const passingLabels = ['TransientTransactionError', 'RetryableWriteError', 'UnknownTransactionCommitResult'];

// The driver hands on, as it is, what a socket says that ends while a command waits to be written to it.
const socketCodes = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNABORTED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);
const isSocketEnded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && socketCodes.has(String(error.code));

/** Whether the failure lies in reaching MongoDB, so that trying again later is right. */
export const isMongoUnavailable = (error: unknown): boolean =>
  isSocketEnded(error) ||
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoNotConnectedError ||
  (error instanceof MongoError &&
    (passingCodes.has(Number(error.code)) || passingLabels.some((label) => error.hasErrorLabel(label))));

/** Whether a unique index refused the write; `key` narrows it to one index. */
export const isDuplicateKey = (error: unknown, key?: string): boolean =>
  error instanceof MongoError && error.code === 11000 && (key === undefined || error.message.includes(key));

/** Thrown through the driver to abort a transaction whose result is to be returned all the same. */
class Abort {
  readonly result: unknown;
  constructor(result: unknown) {
    this.result = result;
  }
}

/**
 * Runs `work` in a transaction: snapshot reads, majority and journaled commit. It may run again after a conflict,
 * so it must do nothing but read and write through the session. `keep` false for a result rolls everything back.
 */
export const inTransaction = async <T>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> => {
  const session = client.startSession();
  try {
    const result = await session.withTransaction(
      async () => {
        const result = await asTransaction(session, () => work(session));
        if (!keep(result)) throw new Abort(result);
        return result;
      },
      {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        maxCommitTimeMS: 10_000,
      },
    );
    tellWritten(client);
    return result;
  } catch (error) {
    if (error instanceof Abort) return error.result as T;
    throw error;
  } finally {
    await session.endSession();
  }
};
