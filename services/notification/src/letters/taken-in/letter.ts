import { findCommunity } from '@skein/known';
import { publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { whileUnknown } from '../../delivery/ledger/decide.ts';
import { defineWording, orNone } from '../../delivery/wording/wording.ts';
import type { LetterWriter } from '../../delivery/writing/define-letter.ts';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'You are a member of our network now',
  preview: 'What we keep of you, and how to leave',
  needs: z.strictObject({ name: z.string(), communities: orNone(z.string()), link: z.url() }),
  examples: [
    {
      name: 'Ada Lindqvist',
      communities: 'Art & Hosting and Falls prevention',
      link: 'https://network.example.org/me',
    },
    { name: 'Ada Lindqvist', communities: undefined, link: 'https://network.example.org/me' },
  ],
});

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** What the letter says: that they are in, in which communities, and where they see what is kept of them. */
export const takenInWriter =
  ({ readerOf, config, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network) => {
    const link = `${publicUrlOf(config, network)}/me`;
    return async (row, { name, communities: ids }) => {
      const found = await Promise.all(ids.map((id) => findCommunity(readerOf(network), id)));
      const names = found.flatMap((one) => one?.name ?? []);
      if (names.length < ids.length) return { settlement: whileUnknown(row, 'the community', now()) };
      const communities = names.length ? listed.format(names) : undefined;
      return { composed: wording.compose({ name, communities, link }) };
    };
  };
