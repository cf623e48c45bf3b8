import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  listArrivals: { prepare: () => ({ target: {}, query: { from: new Date(0).toISOString() } }) },
};
