import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  listErasureRequests: { prepare: () => ({ target: {} }) },
  readMyErasure: { prepare: async ({ member }) => ({ target: {}, by: await member() }) },
  askForMyErasure: { prepare: async ({ member }) => ({ target: {}, by: await member() }) },
  readErasure: {
    prepare: async ({ wished }) => ({ target: {}, params: { id: (await wished()).id } }),
  },
  requestErasure: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { person: await takeIn() } }),
  },
  secondErasure: {
    prepare: async ({ proposed }) => ({ target: {}, params: { id: (await proposed()).id } }),
  },
  withdrawErasure: {
    prepare: async ({ proposed }) => {
      const { id, person } = await proposed();
      return { target: { person }, params: { id } };
    },
  },
  confirmErasure: { prepare: async ({ wishing }) => ({ target: {}, body: { token: await wishing() } }) },
};
