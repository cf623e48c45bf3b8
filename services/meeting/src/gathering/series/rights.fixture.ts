import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  listSeries: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  editSeries: {
    prepare: async ({ community, series }) => ({
      target: { community },
      params: { id: await series() },
      body: { title: 'Weekly' },
      ifMatch: 1,
    }),
  },
};
