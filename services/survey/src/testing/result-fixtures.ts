import { crossTabRoutes as contract, type InstrumentVersion } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, type Fixture, type Ground, until } from '@skein/service-kit/testing';

interface ResultGround extends Ground {
  readonly published: InstrumentVersion;
  survey(): Promise<string>;
}

/** The fixtures of what is read out of responses, for the walk of rights. */
export const resultFixtures: Record<string, Fixture<ResultGround>> = {
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
      const steering = {
        person: newId(),
        network: ground.network,
        roles: ['steering' as const],
        communities: {},
      };
      const as = await ground.tokenFor(steering);
      await call(ground.urlOf(contract.askCrossTab), 'POST', `/surveys/${id}/cross-tabs`, { as, body });
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
