import { crossTabsContract } from '@skein/contracts';
import { call, type Fixtures, until } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  askCrossTab: {
    prepare: async ({ community, survey }) => ({
      target: { community },
      params: { id: await survey() },
      body: { rows: 'role', columns: 'mood' },
    }),
  },
  readCrossTab: {
    prepare: async (ground) => {
      const { community, survey } = ground;
      const id = await survey();
      const body = { rows: 'role', columns: 'mood' };
      const as = await ground.steering();
      await call(ground.urlOf(crossTabsContract.routes.askCrossTab), 'POST', `/surveys/${id}/cross-tabs`, {
        as,
        body,
      });
      await until('the count', () =>
        ground.db.collection('result_passes').findOne({ survey: id, state: 'ready' }),
      );
      return { target: { community }, params: { id, ...body } };
    },
  },
  compareWaves: {
    prepare: ({ community, published }) => ({
      target: { community },
      params: { id: published.instrument },
      query: { community },
    }),
  },
};
