import { findCommunity } from '@skein/known';
import { publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { whileUnknown } from '../ledger/decide.ts';
import type { Wording } from '../wording/wording.ts';
import type { LetterWriter } from './define-letter.ts';

interface AboutCommunity {
  readonly name: string;
  readonly community: string;
  readonly link: string;
}

/** Writes a letter that names a community and leads to it; `more` is what else its words need. */
export const communityWriter =
  <M extends object>(wording: Wording<AboutCommunity & M>, more: M) =>
  ({ readerOf, config, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const ids = [...new Set(rows.map(({ community = '' }) => community))];
    const found = await Promise.all(ids.map((id) => findCommunity(readerOf(network), id)));
    const names = new Map(found.map((community) => [community?._id, community?.name]));
    return async (row, { name }) => {
      const community = names.get(row.community);
      if (community === undefined) return { settlement: whileUnknown(row, 'the community', now()) };
      const link = `${publicUrlOf(config, network)}/communities/${row.community}`;
      return { composed: wording.compose({ name, community, link, ...more }) };
    };
  };
