import { z } from 'zod';
import { startMailbox } from './mailbox.ts';

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);

const settings = z
  .object({
    SKEIN_SMTP_PORT: port(1025),
    SKEIN_MAILBOX_PORT: port(8025),
    SKEIN_MAILBOX_DIR: z.string().min(1).optional(),
  })
  .safeParse(process.env);
if (!settings.success) {
  console.error(`mailbox: bad settings\n${z.prettifyError(settings.error)}`);
  process.exit(2);
}

const {
  SKEIN_SMTP_PORT: smtpPort,
  SKEIN_MAILBOX_PORT: httpPort,
  SKEIN_MAILBOX_DIR: directory,
} = settings.data;
const mailbox = await startMailbox({ smtpPort, httpPort, ...(directory === undefined ? {} : { directory }) });

// One line of JSON, so that whoever started the process with port 0 can read where it listens.
console.log(JSON.stringify({ smtpUrl: mailbox.smtpUrl, url: mailbox.url, letters: mailbox.count() }));

const stop = async (): Promise<void> => {
  await mailbox.stop();
  // A client that keeps its side of a connection open must not keep the process.
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
