import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  defineRole: [
    {
      prepare: ({ community }) => ({ target: { community }, body: { community, name: newId() } }),
    },
    { prepare: () => ({ target: {}, body: { name: newId() } }) },
  ],
  listRoles: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  readRole: { prepare: async ({ role }) => ({ target: {}, params: { id: (await role()).id } }) },
  listRoleHoldings: { prepare: async ({ role }) => ({ target: {}, params: { id: (await role()).id } }) },
  editRole: {
    prepare: async ({ community, role }) => ({
      target: { community },
      params: { id: (await role()).id },
      body: { purpose: 'To listen' },
      ifMatch: 2,
    }),
  },
  retireRole: {
    prepare: async ({ community, role }) => ({
      target: { community },
      params: { id: (await role()).id },
      ifMatch: 2,
    }),
  },
  assignRole: {
    prepare: async ({ community, role, member }) => ({
      target: { community },
      params: { id: (await role()).id },
      body: { person: await member() },
      ifMatch: 2,
    }),
  },
  unassignRole: {
    prepare: async ({ community, role }) => {
      const { id, person } = await role();
      return { target: { community }, params: { id, person }, ifMatch: 2 };
    },
  },
};
