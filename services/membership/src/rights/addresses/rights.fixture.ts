import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  changeAddress: {
    prepare: async ({ takeIn, email }) => {
      const person = await takeIn();
      return { target: { person }, params: { id: person }, body: { email: email() } };
    },
  },
  confirmAddress: {
    prepare: async ({ readdressing }) => ({
      target: {},
      body: { token: await readdressing('confirm-address') },
    }),
  },
  stopAddressChange: {
    prepare: async ({ readdressing }) => ({
      target: {},
      body: { token: await readdressing('keep-address') },
    }),
  },
};
