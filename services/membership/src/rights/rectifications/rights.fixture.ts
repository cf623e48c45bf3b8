import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  askForRectification: {
    prepare: async ({ takeIn }) => {
      const person = await takeIn();
      return { target: { person }, body: { person, what: 'I moved in 2019.' } };
    },
  },
  listRectifications: {
    prepare: async ({ rectification }) => {
      const { person } = await rectification();
      return { target: { person }, query: { person } };
    },
  },
  readRectification: {
    prepare: async ({ rectification }) => {
      const { id, person } = await rectification();
      return { target: { person }, params: { id } };
    },
  },
  settleRectification: {
    prepare: async ({ rectification }) => ({
      target: {},
      params: { id: (await rectification()).id },
      body: { status: 'refused', reason: 'It was 2020.' },
      ifMatch: 1,
    }),
  },
};
