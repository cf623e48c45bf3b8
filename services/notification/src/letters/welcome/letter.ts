import { findCommunity } from '@skein/known';
import { publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { whileUnknown } from '../../delivery/ledger/decide.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import type { LetterWriter } from '../../delivery/writing/define-letter.ts';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Welcome to {{community}}',
  preview: 'How good that you are here',
  needs: z.strictObject({ name: z.string(), community: z.string(), link: z.url() }),
  examples: [
    {
      name: 'Ada Lindqvist',
      community: 'Art & Hosting',
      link: 'https://network.example.org/#community-1',
    },
  ],
});

/** What the welcome says: which community it is, and where it is to be found. */
export const welcomeWriter =
  ({ readerOf, config, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const ids = [...new Set(rows.map(({ community = '' }) => community))];
    const found = await Promise.all(ids.map((id) => findCommunity(readerOf(network), id)));
    const names = new Map(found.map((community) => [community?._id, community?.name]));
    return async (row, { name }) => {
      const community = names.get(row.community);
      if (community === undefined) return { settlement: whileUnknown(row, 'the community', now()) };
      const link = `${publicUrlOf(config, network)}/#community-${row.community}`;
      return { composed: wording.compose({ name, community, link }) };
    };
  };
