import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  invite: {
    prepare: ({ community, email }) => ({ target: { community }, body: { community, email: email() } }),
  },
  listInvitations: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  renewInvitation: {
    prepare: async ({ community, invitation }) => ({
      target: { community },
      params: { id: await invitation() },
      body: { days: 7 },
      ifMatch: 1,
    }),
  },
  withdrawInvitation: {
    prepare: async ({ community, invitation }) => ({
      target: { community },
      params: { id: await invitation() },
      ifMatch: 1,
    }),
  },
  readInvitation: {
    prepare: async ({ invited }) => ({ target: {}, query: { token: await invited() } }),
  },
  acceptInvitation: {
    prepare: async ({ invited }) => ({
      target: {},
      query: { token: await invited() },
      body: { name: 'Ada' },
    }),
  },
  declineInvitation: {
    prepare: async ({ invited }) => ({ target: {}, query: { token: await invited() } }),
  },
};
