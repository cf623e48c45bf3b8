import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from './ground.ts';

/** How the routes of communities, their roles, and how people come into them are called in the walk of rights. */
export const communitiesFixtures: Fixtures<RightsGround> = {
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
  joinCommunity: [
    // Whoever is signed in may join an open community themselves …
    {
      prepare: async ({ community, takeIn }) => {
        const person = await takeIn();
        return {
          target: { person },
          params: { id: community },
          body: { person },
          by: person,
        };
      },
    },
    // … and those who run it put others into it.
    {
      right: 'community.edit',
      prepare: async ({ community, takeIn }) => ({
        target: { community },
        params: { id: community },
        body: { person: await takeIn() },
      }),
    },
  ],
  leaveCommunity: {
    prepare: async ({ community, member }) => {
      const person = await member();
      return { target: { community, person }, params: { id: community, person } };
    },
  },
  readStatusHistory: { prepare: ({ community }) => ({ target: { community }, params: { id: community } }) },
  listCommunityMembers: {
    prepare: ({ community }) => ({ target: { community }, params: { id: community } }),
  },
  changeCommunityRole: {
    prepare: async ({ community, takeIn }) => {
      const person = await takeIn({ communities: [{ community, role: 'core' }] });
      return {
        target: { community, person },
        params: { id: community, person },
        body: { role: 'member' },
        ifMatch: 1,
      };
    },
  },
  defineRole: [
    {
      prepare: ({ community }) => ({ target: { community }, body: { community, name: newId() } }),
    },
    { prepare: () => ({ target: {}, body: { name: newId() } }) },
  ],
  listRoles: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  readRole: { prepare: async ({ role }) => ({ target: {}, params: { id: (await role()).id } }) },
  listRoleHoldings: { prepare: async ({ role }) => ({ target: {}, params: { id: (await role()).id } }) },
  editRole: {
    prepare: async ({ community, role }) => ({
      target: { community },
      params: { id: (await role()).id },
      body: { purpose: 'To listen' },
      ifMatch: 2,
    }),
  },
  retireRole: {
    prepare: async ({ community, role }) => ({
      target: { community },
      params: { id: (await role()).id },
      ifMatch: 2,
    }),
  },
  assignRole: {
    prepare: async ({ community, role, member }) => ({
      target: { community },
      params: { id: (await role()).id },
      body: { person: await member() },
      ifMatch: 2,
    }),
  },
  unassignRole: {
    prepare: async ({ community, role }) => {
      const { id, person } = await role();
      return { target: { community }, params: { id, person }, ifMatch: 2 };
    },
  },
  invite: {
    prepare: ({ community, email }) => ({ target: { community }, body: { community, email: email() } }),
  },
  listInvitations: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  renewInvitation: {
    prepare: async ({ community, invitation }) => ({
      target: { community },
      params: { id: await invitation() },
      body: { days: 7 },
      ifMatch: 1,
    }),
  },
  withdrawInvitation: {
    prepare: async ({ community, invitation }) => ({
      target: { community },
      params: { id: await invitation() },
      ifMatch: 1,
    }),
  },
  readInvitation: {
    prepare: async ({ invited }) => ({ target: {}, query: { token: await invited() } }),
  },
  acceptInvitation: {
    prepare: async ({ invited }) => ({
      target: {},
      query: { token: await invited() },
      body: { name: 'Ada' },
    }),
  },
  declineInvitation: {
    prepare: async ({ invited }) => ({ target: {}, query: { token: await invited() } }),
  },
  proposeCommunity: {
    prepare: async ({ proposalBody, member }) => {
      const person = await member();
      return { target: { person }, body: proposalBody(), by: person };
    },
  },
  listProposals: {
    prepare: async ({ proposal }) => {
      const { proposer } = await proposal();
      return { target: { person: proposer }, query: { proposer } };
    },
  },
  readProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id } };
    },
  },
  editProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: { why: 'We need it' }, ifMatch: 1 };
    },
  },
  resubmitProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal('changes-asked');
      return { target: { person: proposer }, params: { id }, body: {}, ifMatch: 1 };
    },
  },
  withdrawProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, ifMatch: 1 };
    },
  },
  acceptProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: {}, ifMatch: 1 };
    },
  },
  askForChanges: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: { comment: 'Who comes?' }, ifMatch: 1 };
    },
  },
  declineProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: { reason: 'There is one' }, ifMatch: 1 };
    },
  },
  readStateOfPlay: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  downloadStateOfPlay: {
    prepare: ({ community }) => ({ target: { community }, query: { community, format: 'csv' } }),
  },
  askToJoin: {
    prepare: ({ community, email }) => ({
      target: {},
      body: { name: 'Ada', email: email(), community, consents: [] },
    }),
  },
  confirmJoining: {
    prepare: async ({ confirmation }) => ({ target: {}, body: { token: await confirmation() } }),
  },
  listJoinRequests: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  acceptJoinRequest: {
    prepare: async ({ community, joinRequest }) => ({
      target: { community },
      params: { id: await joinRequest('waiting') },
      ifMatch: 1,
    }),
  },
  declineJoinRequest: {
    prepare: async ({ community, joinRequest }) => ({
      target: { community },
      params: { id: await joinRequest('waiting') },
      ifMatch: 1,
    }),
  },
};
