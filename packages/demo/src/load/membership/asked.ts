import { type Client, isProblem, type Listing } from '@skein/client';
import type { ProblemCode } from '@skein/contracts';
import type { Mailbox } from '../../mailbox.ts';
import type { DemonstrationNetwork } from '../../network/index.ts';
import type { Ids } from '../people.ts';
import type { Sessions } from '../sessions.ts';

/** What loading what goes on around belonging stands on. */
export interface Stage {
  readonly baseUrl: string;
  readonly host: Client;
  readonly mailbox: Mailbox;
  readonly network: DemonstrationNetwork;
  readonly communities: Ids;
  readonly people: Ids;
  readonly begun: Date;
  /** The host in a session of now, for what is asked of whoever signed in just now. */
  afresh(): Promise<Client>;
  /** Signs somebody in, once for all that they do here. */
  readonly as: Sessions;
}

const dayMs = 24 * 60 * 60 * 1000;

/** So many days after the beginning, or before it. */
export const daysOn = (begun: Date, days: number): Date => new Date(begun.getTime() + days * dayMs);

/** The same as `YYYY-MM-DD`. */
export const dayOn = (begun: Date, days: number): string => daysOn(begun, days).toISOString().slice(0, 10);

/** Passes over a refusal of one of these kinds: an earlier start has done it. */
export const unless =
  (...codes: ProblemCode[]) =>
  (error: unknown): undefined => {
    if (isProblem(error, ...codes)) return undefined;
    throw error;
  };

/** Edits what `read` gives, and begins again where somebody else edited it meanwhile. */
export const onLatest = async <T extends { readonly version: number }, U>(
  read: () => Promise<T>,
  edit: (latest: T) => Promise<U>,
): Promise<U> => {
  for (;;) {
    const edited = await edit(await read()).catch(unless('stale-edit'));
    if (edited !== undefined) return edited;
  }
};

/** The item of a listing that fits, or what is then made: keys keep a request for a day only, names for ever. */
export const foundOr = async <T>(
  there: Listing<T>,
  fits: (item: T) => boolean,
  make: () => Promise<T>,
): Promise<T> => (await there.find(fits)) ?? (await make());
