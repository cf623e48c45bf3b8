import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  importPeople: [
    { prepare: ({ personBody }) => ({ target: {}, body: { people: [personBody()] } }) },
    {
      right: 'roles.give',
      fresh: true,
      prepare: ({ personBody }) => ({ target: {}, body: { people: [personBody({ roles: ['steering'] })] } }),
    },
  ],
};
