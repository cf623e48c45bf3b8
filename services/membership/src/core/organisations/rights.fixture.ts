import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  listOrganisations: { prepare: () => ({ target: {} }) },
  readOrganisation: {
    prepare: async ({ organisation }) => ({ target: {}, params: { id: await organisation() } }),
  },
  addOrganisation: { prepare: () => ({ target: {}, body: { name: `Trust ${newId()}` } }) },
  editOrganisation: {
    prepare: async ({ organisation }) => ({
      target: {},
      params: { id: await organisation() },
      body: { region: 'North' },
      ifMatch: 1,
    }),
  },
  mergeOrganisations: {
    prepare: async ({ organisation }) => ({
      target: {},
      params: { id: await organisation() },
      body: { other: await organisation() },
      ifMatch: 1,
    }),
  },
};
