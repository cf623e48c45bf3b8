import { z } from 'zod';

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);

/** What the mailbox reads from its environment. */
export const MailboxConfig = z.object({
  SKEIN_HOST: z.string().default('127.0.0.1'),
  SKEIN_SMTP_PORT: port(1025),
  SKEIN_MAILBOX_PORT: port(8025),
  /** Where the letters are kept; without it they are in memory and go with the process. */
  SKEIN_MAILBOX_DIR: z.string().min(1).optional(),
});
