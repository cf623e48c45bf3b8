import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  exportMembers: {
    prepare: async ({ community, member }) => {
      await member();
      return { target: {}, query: { community } };
    },
  },
  exportMemberships: {
    prepare: async ({ community, member }) => {
      await member();
      return { target: {}, query: { community } };
    },
  },
  exportCommunities: { prepare: () => ({ target: {} }) },
};
