import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  askToJoin: {
    prepare: ({ community, email }) => ({
      target: {},
      body: { name: 'Ada', email: email(), community, consents: [] },
    }),
  },
  confirmJoining: {
    prepare: async ({ confirmation }) => ({ target: {}, body: { token: await confirmation() } }),
  },
  listJoinRequests: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  listMyJoinRequests: { prepare: () => ({ target: {} }) },
  acceptJoinRequest: {
    prepare: async ({ community, joinRequest }) => ({
      target: { community },
      params: { id: await joinRequest('waiting') },
      ifMatch: 1,
    }),
  },
  declineJoinRequest: {
    prepare: async ({ community, joinRequest }) => ({
      target: { community },
      params: { id: await joinRequest('waiting') },
      ifMatch: 1,
    }),
  },
};
