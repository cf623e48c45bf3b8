import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  readBridging: { prepare: () => ({ target: 'anywhere' }) },
  listUnbridged: { prepare: () => ({ target: 'anywhere' }) },
  listBridgingMembers: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
};
