import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  joinCommunity: [
    // Whoever is signed in may join an open community themselves …
    {
      prepare: async ({ community, takeIn }) => {
        const person = await takeIn();
        return {
          target: { person },
          params: { id: community },
          body: { person },
          by: person,
        };
      },
    },
    // … and hosts put others into it.
    {
      right: 'community.edit',
      prepare: async ({ community, takeIn }) => ({
        target: {},
        params: { id: community },
        body: { person: await takeIn() },
      }),
    },
  ],
  leaveCommunity: {
    prepare: async ({ community, member }) => {
      const person = await member();
      return { target: { community, person }, params: { id: community, person } };
    },
  },
  listCommunityMembers: {
    prepare: ({ community }) => ({ target: { community }, params: { id: community } }),
  },
  changeCommunityRole: {
    prepare: async ({ community, takeIn }) => {
      const person = await takeIn({ communities: [{ community, role: 'core' }] });
      return {
        target: { community, person },
        params: { id: community, person },
        body: { role: 'member' },
        ifMatch: 1,
      };
    },
  },
};
