import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
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
};
