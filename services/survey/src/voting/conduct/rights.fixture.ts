import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  openRound: {
    prepare: async ({ votes }) => {
      const { id, statements } = await votes.beginWithTwo();
      const { version } = await votes.readVote(id);
      const body = { statements, closesAt: votes.hour(), invite: false };
      return { target: { community: votes.community }, params: { id }, body, ifMatch: version };
    },
  },
  closeRound: {
    prepare: async ({ votes }) => {
      const { vote, round } = await votes.opened();
      const params = { id: vote.id, number: 1 };
      return { target: { community: votes.community }, params, ifMatch: round.version };
    },
  },
};
