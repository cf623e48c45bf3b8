import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  listErasureRequests: { prepare: () => ({ target: {} }) },
  readErasure: {
    prepare: async ({ wished }) => ({ target: {}, params: { id: (await wished()).id } }),
  },
  requestErasure: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { person: await takeIn() } }),
  },
  confirmErasure: { prepare: async ({ wishing }) => ({ target: {}, body: { token: await wishing() } }) },
};
