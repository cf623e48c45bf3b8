import type { Fixtures } from '@skein/service-kit/testing';
import { png } from '../../testing/pictures.ts';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  readPhoto: {
    prepare: async ({ community, depicted }) => {
      const person = await depicted();
      return { target: { community, person }, params: { id: person } };
    },
  },
  setPhoto: {
    prepare: async ({ member }) => {
      const person = await member();
      const headers = { 'content-type': 'image/png' };
      return { target: { person }, params: { id: person }, body: png, headers, ifMatch: 1 };
    },
  },
  removePhoto: {
    prepare: async ({ depicted }) => {
      const person = await depicted();
      return { target: { person }, params: { id: person }, ifMatch: 2 };
    },
  },
};
