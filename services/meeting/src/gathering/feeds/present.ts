import type { Feed } from '@skein/contracts';
import type { FeedRow } from './row.ts';

export const presentFeed = ({ _id: id, kind, community, since }: FeedRow): Feed => ({
  id,
  kind,
  ...(community && { community }),
  since: since.toISOString(),
});
