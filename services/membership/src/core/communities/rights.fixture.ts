import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  listCommunities: { prepare: () => ({ target: {} }) },
  readCommunity: { prepare: ({ community }) => ({ target: {}, params: { id: community } }) },
  foundCommunity: { prepare: ({ communityBody }) => ({ target: {}, body: communityBody() }) },
  editCommunity: {
    prepare: async ({ community, db }) => {
      const row = await db.collection('communities').findOne({ _id: community as never });
      return {
        target: { community },
        params: { id: community },
        body: { description: `As of ${newId()}` },
        ifMatch: row?.version,
      };
    },
  },
  readStatusHistory: { prepare: ({ community }) => ({ target: { community }, params: { id: community } }) },
};
