import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  // Here no other service runs, so that no archive would be whole.
  exportPerson: {
    meets: 'unavailable',
    prepare: async ({ takeIn }) => {
      const person = await takeIn();
      return { target: { person }, params: { id: person } };
    },
  },
};
