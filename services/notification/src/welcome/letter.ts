import { findCommunity } from '@skein/known';
import { publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { whileUnknown } from '../delivery/decide.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { letters } from '../letters/index.ts';

/** What the welcome says: which community it is, and where it is to be found. */
export const welcomeWriter = ({
  readerOf,
  config,
  now,
}: ServiceContext<NotificationConfig>): LetterWriter => {
  return async (network, rows) => {
    const ids = [...new Set(rows.map(({ community = '' }) => community))];
    const found = await Promise.all(ids.map((id) => findCommunity(readerOf(network), id)));
    const names = new Map(found.map((community) => [community?._id, community?.name]));
    return async (row, { name }) => {
      const community = names.get(row.community);
      if (community === undefined) return { settlement: whileUnknown(row, 'the community', now()) };
      const link = `${publicUrlOf(config, network)}/#community-${row.community}`;
      return { composed: letters.welcome({ name, community, link }) };
    };
  };
};
