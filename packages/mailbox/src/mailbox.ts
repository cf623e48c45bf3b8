import type { AddressInfo } from 'node:net';
import { buildApp } from './http/app.ts';
import { type Envelope, type Letter, letterFrom, letterIds, traceHeaders } from './letters/letter.ts';
import { type OpenedLetter, openLetter } from './letters/read.ts';
import { type Duplicate, type LetterFilter, letterRegister } from './letters/register.ts';
import { letterWaits } from './letters/wait.ts';
import { startSmtp } from './smtp/server.ts';
import { directoryStore } from './storage/directory.ts';
import { rebuild } from './storage/rebuild.ts';
import { memoryStore } from './storage/store.ts';

export interface MailboxOptions {
  /** Port of the SMTP server; 0 takes a free one. */
  readonly smtpPort: number;
  /** Port of the pages and the API; 0 takes a free one. */
  readonly httpPort: number;
  /** Where the letters are kept; without it they are in memory and go with the process. */
  readonly directory?: string;
  /** The address to listen at, 127.0.0.1 unless told. */
  readonly host?: string;
}

export interface Mailbox {
  /** `smtp://host:port`, as nodemailer takes it. */
  readonly smtpUrl: string;
  /** `http://host:port` of the pages and the API. */
  readonly url: string;
  count(): number;
  /** The letters that match, newest first. */
  list(filter?: LetterFilter): readonly Letter[];
  /** The newest letter that fulfils the predicate. */
  find(predicate: (letter: Letter) => boolean): Letter | undefined;
  /** Opens a letter: headers, text, HTML and links; undefined when there is none with this id. */
  open(id: string): Promise<OpenedLetter | undefined>;
  /** Message-ID and recipient pairs received more than once. */
  duplicates(): readonly Duplicate[];
  /**
   * The first letter that fulfils the predicate, be it there already or yet to come.
   * Fails after `timeoutMs` (5,000 unless told) with a message that tells which letters there are.
   */
  waitFor(predicate: (letter: Letter) => boolean, options?: { timeoutMs?: number }): Promise<Letter>;
  /** Deletes all letters, from the directory too. */
  clear(): Promise<void>;
  /** Answers what is under way and stops listening. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a mailbox that takes every letter sent to it over SMTP and shows it over HTTP. */
export const startMailbox = async (options: MailboxOptions): Promise<Mailbox> => {
  const { smtpPort, httpPort, directory, host = '127.0.0.1' } = options;
  const register = letterRegister();
  const waits = letterWaits(register);
  const ids = letterIds();
  let store = memoryStore();

  const clear = (): Promise<void> => store.remove(register.clear());
  const source = (id: string): Promise<Buffer | undefined> => store.read(id);
  const deliver = async (envelope: Envelope, message: Buffer[]): Promise<string> => {
    const id = ids.next();
    const bytes = Buffer.concat([Buffer.from(traceHeaders(id, envelope)), ...message]);
    await store.keep(id, bytes);
    register.add(letterFrom(id, bytes, bytes.length));
    return id;
  };

  // First of all, so that a second mailbox with the same settings fails before it touches the directory.
  const app = buildApp({ register, source, clear });
  await app.listen({ port: httpPort, host });
  try {
    if (directory !== undefined) {
      for (const letter of rebuild(directory)) {
        register.add(letter);
        ids.passed(letter.id);
      }
      store = await directoryStore(directory);
    }
    const smtp = await startSmtp({ host, port: smtpPort, deliver });
    const stop = async (): Promise<void> => {
      waits.end();
      await Promise.all([smtp.stop(), app.close()]);
      await store.close();
    };
    return {
      smtpUrl: `smtp://${host}:${smtp.port}`,
      url: `http://${host}:${(app.server.address() as AddressInfo).port}`,
      count: () => register.all().length,
      list: (filter = {}) => register.page(filter, undefined, Number.POSITIVE_INFINITY).items,
      find: (predicate) => register.all().findLast(predicate),
      open: async (id) => {
        const letter = register.get(id);
        const bytes = letter && (await source(id));
        return letter && bytes && (await openLetter(letter, bytes));
      },
      duplicates: register.duplicates,
      waitFor: waits.waitFor,
      clear,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await Promise.allSettled([app.close(), store.close()]);
    throw error;
  }
};
