import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  listFeeds: { prepare: () => ({ target: {} }) },
  openFeed: { prepare: () => ({ target: {}, body: { kind: 'mine' } }) },
  // Each closes their own alone; feeds.int.test.ts does so, and reads what an address holds.
  closeFeed: { prepare: () => ({ target: {}, params: { id: newId() } }), meets: 'not-found' },
  readFeed: { prepare: () => ({ target: {}, params: { secret: 'A'.repeat(43) } }), meets: 'not-found' },
  readNetworkFeed: { prepare: () => ({ target: {} }) },
};
