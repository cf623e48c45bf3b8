import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  // The tokens of the walk are of no session; live.int.test.ts has some.
  followChanges: { prepare: () => ({ target: {} }), meets: 'not-found' },
};
