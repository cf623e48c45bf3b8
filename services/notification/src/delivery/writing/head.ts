import { usualHue } from '@skein/contracts';
import { findPresentation } from '@skein/known';
import { publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { type Mailbox, mailboxOf } from '../post/mime.ts';
import { accentsOf } from '../wording/colour.ts';
import type { LetterHead } from '../wording/wording.ts';

/** From whom a network's letters come: its own name for it, or the installation's where nobody has described it. */
export interface From {
  readonly from: Mailbox;
  readonly head: LetterHead;
}

/** Looks up under what head and name a network's letters go. */
export const lookingUpHeads = ({ config, readerOf }: ServiceContext<NotificationConfig>) => {
  const usual = mailboxOf(config.SKEIN_MAIL_FROM);
  return async (network: string): Promise<From> => {
    const known = await findPresentation(readerOf(network));
    const sender = known?.sender ?? usual.name ?? usual.email;
    const privacy = `${publicUrlOf(config, network)}/privacy`;
    const head = { name: known?.name ?? sender, sender, privacy, ...accentsOf(known?.hue ?? usualHue) };
    return { from: { ...usual, name: sender }, head };
  };
};
