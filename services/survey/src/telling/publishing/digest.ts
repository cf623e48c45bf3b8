import type { DigestSection } from '@skein/contracts';
import { publicUrlOf, type ServiceConfig } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { publications } from './store.ts';

const mostItems = 50;

/** For the digest: results that were published in its period, to anyone or to a community. */
export const resultsSection = async (
  db: Db,
  config: ServiceConfig,
  { network, from, until }: { readonly network: string; readonly from: string; readonly until: string },
): Promise<DigestSection> => {
  const rows = await publications(db)
    .find({
      network,
      publishedAt: { $gte: new Date(from), $lt: new Date(until) },
      withdrawnAt: { $exists: false },
      'audience.kind': { $ne: 'respondents' },
    })
    .sort({ publishedAt: -1, _id: -1 })
    .limit(mostItems)
    .toArray();
  const items = rows.map(({ _id, title, audience, publishedAt, responses }) => ({
    title,
    detail: `Published ${publishedAt.toISOString().slice(0, 10)}, from ${responses} responses`,
    link: `${publicUrlOf(config, network)}/results#id=${_id}`,
    ...('community' in audience && { community: audience.community }),
  }));
  return { service: 'survey', title: 'Results published', items };
};
