import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  searchNetwork: { prepare: () => ({ target: {}, query: { text: 'care' } }) },
};
