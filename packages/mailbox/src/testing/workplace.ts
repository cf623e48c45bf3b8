import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mailbox, type MailboxOptions, startMailbox } from '../mailbox.ts';

/** A mailbox on free ports. */
export const freshMailbox = (options: Partial<MailboxOptions> = {}): Promise<Mailbox> =>
  startMailbox({ smtpPort: 0, httpPort: 0, ...options });

/** A directory of its own, removed with `await using`. */
export const freshDirectory = async () => {
  const path = await mkdtemp(join(tmpdir(), 'skein-mailbox-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};
