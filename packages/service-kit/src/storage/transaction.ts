import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventDefinition } from '@skein/contracts';
import type { ClientSession, Db } from 'mongodb';
import type { z } from 'zod';
import type { Last } from './last.ts';

/** Where something is read: one network's part of a service's database, inside of a transaction or outside of any. */
export interface Reader {
  readonly db: Db;
  readonly network: string;
  readonly session?: ClientSession | undefined;
}

/** An event about to be recorded. */
export interface NewEvent<D extends EventDefinition> {
  readonly network: string;
  /** Id of the aggregate the event is about. */
  readonly subject: string;
  /** The aggregate's version after the change. */
  readonly version: number;
  readonly data: z.infer<D['data']>;
}

/** One transaction in progress: everything a handler writes goes through it, and so happens together or not at all. */
export interface Tx extends Reader {
  readonly session: ClientSession;
  readonly now: Date;
  /** Ids that the audit line of a request names: those of its events, and what a handler adds. */
  readonly concerned: Set<string>;
  readonly last: Last;
  record<D extends EventDefinition>(definition: D, event: NewEvent<D>): void;
}

/** The same transaction, for what it does in another network, as where one takes in several networks' messages. */
export const inNetwork = (tx: Tx, network: string): Tx => ({ ...tx, network });

const running = new AsyncLocalStorage<ClientSession | undefined>();

/** Runs the work of a transaction so that what bypasses it is found, another transaction too. */
export const asTransaction = <T>(session: ClientSession, work: () => Promise<T>): Promise<T> => {
  if (running.getStore() !== undefined)
    throw new Error(
      'a transaction is begun inside of another, which would not undo it: hand on the outer one',
    );
  return running.run(session, work);
};

/** Runs what is meant to happen whether the transaction around it does or not, as counting a use does. */
export const besideTransaction = <T>(work: () => Promise<T>): Promise<T> => running.run(undefined, work);

/** A read or write that goes past the transaction around it is a bug: it sees other data, and is not undone with it. */
export const checkInside = (session: ClientSession | undefined, what: string): void => {
  const around = running.getStore();
  if (around !== undefined && session !== around)
    throw new Error(`${what} is used beside the transaction that runs: hand it the transaction`);
};
