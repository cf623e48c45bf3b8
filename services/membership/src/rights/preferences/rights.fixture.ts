import { consentText } from '@skein/contracts';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  readPreferences: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  setPreferences: {
    prepare: async ({ preferring }) => ({
      target: {},
      query: { token: await preferring() },
      body: { textVersion: consentText.version, choices: [{ purpose: 'digest', given: false }] },
    }),
  },
  stopEverything: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  askToBeForgotten: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
};
