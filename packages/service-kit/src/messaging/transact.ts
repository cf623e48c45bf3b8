import { isRefusal } from '@skein/contracts';
import type { Db, MongoClient } from 'mongodb';
import { inTransaction } from '../storage/mongo.ts';
import type { Tx } from '../storage/transaction.ts';
import { createRecorder } from './outbox.ts';

/** The part of a service's context that a transaction needs. */
interface Ground {
  readonly client: MongoClient;
  readonly db: Db;
  readonly config: { readonly SKEIN_PREFIX: string };
}

/** Runs a change in a network, and its events, as one transaction; a refusal changes nothing. */
export const transact = <T>(
  { client, db, config }: Ground,
  { network, now }: { readonly network: string; readonly now: Date },
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  inTransaction(
    client,
    async (session) => {
      const recorder = createRecorder(config.SKEIN_PREFIX, now);
      const result = await work({ session, db, now, network, ...recorder });
      if (!isRefusal(result)) await recorder.write({ db, session });
      return result;
    },
    (result) => !isRefusal(result),
  );
