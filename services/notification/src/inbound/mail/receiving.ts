import { type Background, countUse, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { replyAddressInAllNetworks } from '../../delivery/reply-addresses/store.ts';
import { addressedTo } from './addressed.ts';
import { readMail } from './read.ts';
import { takeReplies } from './replies.ts';
import { startReceiving, type Verdict } from './smtp.ts';
import { takeTension } from './tensions.ts';

/** As many letters as one address takes in an hour. */
const mostInAnHour = 60;

const found: Verdict = { code: 250, text: 'Yes' };
const unknown: Verdict = { code: 550, text: 'There is no such address' };

/** Takes mail where the installation is told to; nothing of a letter is stored but what it says to a service. */
export const receiving = async (context: ServiceContext<NotificationConfig>): Promise<Background[]> => {
  const { db, config, log } = context;
  const { SKEIN_MAIL_IN_DOMAIN: domain, SKEIN_MAIL_IN_PORT: port, SKEIN_MAIL_IN_HOST: host } = config;
  if (domain === undefined || port === undefined) return [];

  const accepts = async (recipient: string): Promise<Verdict> => {
    const addressed = addressedTo(recipient, domain);
    if (!addressed) return unknown;
    return (await replyAddressInAllNetworks(context, addressed.token)) ? found : unknown;
  };

  const take = async (recipient: string, source: Buffer, sender: string): Promise<Verdict> => {
    const addressed = addressedTo(recipient, domain);
    const row = addressed && (await replyAddressInAllNetworks(context, addressed.token));
    if (!row) return unknown;
    if (await countUse(db, 'incoming mail', recipient.toLowerCase(), mostInAnHour, 3600))
      return { code: 450, text: `At most ${mostInAnHour} letters an hour; please send it again later` };
    const incoming = await readMail(source, sender);
    const { community } = addressed;
    return community === undefined
      ? takeReplies(context, row, incoming)
      : takeTension(context, row, community, { incoming, source });
  };

  const server = await startReceiving({ host, port, name: domain, log, accepts, take });
  log.info({ port: server.port, domain }, 'mail is taken');
  return [server];
};
