import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  readPerson: {
    prepare: async ({ community, member }) => {
      const person = await member();
      return { target: { community, person }, params: { id: person } };
    },
  },
  editPerson: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person }, body: { region: 'North' }, ifMatch: 1 };
    },
  },
  readAsSeen: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person } };
    },
  },
  giveRoles: {
    prepare: async ({ member }) => ({
      target: {},
      params: { id: await member() },
      body: { roles: ['steering'] },
      ifMatch: 1,
    }),
  },
};
