import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  findDuplicates: { prepare: () => ({ target: {} }) },
  dismissDuplicate: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { people: [await takeIn(), await takeIn()] } }),
  },
  previewMerge: {
    prepare: async ({ takeIn }) => ({
      target: {},
      params: { id: await takeIn() },
      query: { gone: await takeIn() },
    }),
  },
  mergePeople: {
    prepare: async ({ takeIn }) => ({
      target: {},
      params: { id: await takeIn() },
      body: { gone: await takeIn(), goneVersion: 1 },
      ifMatch: 1,
    }),
  },
};
