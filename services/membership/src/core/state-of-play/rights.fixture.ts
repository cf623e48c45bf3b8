import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  readStateOfPlay: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  downloadStateOfPlay: {
    prepare: ({ community }) => ({ target: { community }, query: { community, format: 'csv' } }),
  },
};
