import type { ServiceName } from '@skein/contracts';
import type { Db, MongoClient } from 'mongodb';
import type { ServiceConfig } from './config.ts';
import type { KeyRing, SigningKey } from './identity/keys.ts';
import type { Log } from './log.ts';
import type { Nats } from './messaging/nats.ts';
import type { Asking } from './messaging/questions.ts';
import type { Reader } from './storage/transaction.ts';

/** What a service answers the questions of others from. */
export type Answering = Pick<ServiceContext, 'service' | 'readerOf'>;

/** What every part of a service stands on. */
export interface ServiceContext<C extends ServiceConfig = ServiceConfig> extends Asking {
  readonly service: ServiceName;
  readonly config: C;
  readonly log: Log;
  readonly client: MongoClient;
  readonly db: Db;
  readonly nats: Nats;
  readonly keys: KeyRing;
  readonly signingKey: SigningKey;
  now(): Date;
  /** Reads of one network, outside of any transaction. */
  readerOf(network: string): Reader;
}
