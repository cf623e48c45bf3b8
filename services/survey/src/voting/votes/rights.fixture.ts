import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

// A community's votes are read, and joined in, by those of it.
export const fixtures: Fixtures<SurveyGround> = {
  createVote: {
    prepare: ({ votes }) => ({ target: { community: votes.community }, body: votes.asking }),
  },
  listVotes: { prepare: () => ({ target: {} }) },
  readVote: {
    right: 'vote.read',
    prepare: ({ votes }) => ({ target: { community: votes.community }, params: { id: votes.proposing.id } }),
  },
  editVote: {
    prepare: async ({ votes }) => {
      const { id, version } = await votes.begin();
      return {
        target: { community: votes.community },
        params: { id },
        body: { title: 'Other' },
        ifMatch: version,
      };
    },
  },
  proposeStatement: {
    right: 'vote.read',
    prepare: ({ votes: { community, proposing, member: by } }) => ({
      ...{ target: { community }, params: { id: proposing.id }, by },
      body: { text: `Because of ${newId()}` },
    }),
  },
  amendStatement: {
    right: 'vote.read',
    prepare: async ({ votes: { community, proposing, proposed, member: by } }) => ({
      ...{ target: { community }, params: { id: proposing.id, statement: await proposed() }, by },
      ...{ body: { text: `Because of ${newId()}` }, ifMatch: 1 },
    }),
  },
  withdrawStatement: {
    right: 'vote.read',
    prepare: async ({ votes: { community, proposing, proposed, member: by } }) => ({
      ...{ target: { community }, params: { id: proposing.id, statement: await proposed() }, by, ifMatch: 1 },
    }),
  },
};
