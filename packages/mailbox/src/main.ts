import { z } from 'zod';
import { MailboxConfig } from './config.ts';
import { startMailbox } from './mailbox.ts';

const settings = MailboxConfig.safeParse(process.env);
if (!settings.success) {
  console.error(`mailbox: bad settings\n${z.prettifyError(settings.error)}`);
  process.exit(2);
}

const {
  SKEIN_HOST: host,
  SKEIN_SMTP_PORT: smtpPort,
  SKEIN_MAILBOX_PORT: httpPort,
  SKEIN_MAILBOX_DIR: directory,
} = settings.data;
const mailbox = await startMailbox({
  host,
  smtpPort,
  httpPort,
  ...(directory === undefined ? {} : { directory }),
});

// One line of JSON, so that whoever started the process with port 0 can read where it listens.
console.log(JSON.stringify({ smtpUrl: mailbox.smtpUrl, url: mailbox.url, letters: mailbox.count() }));

const stop = async (): Promise<void> => {
  await mailbox.stop();
  // A client that keeps its side of a connection open must not keep the process.
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
