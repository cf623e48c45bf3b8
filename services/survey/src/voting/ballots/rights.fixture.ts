import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

type OnVotes = Pick<SurveyGround, 'votes'>;

const ofVoting = ({ votes }: OnVotes) => ({
  target: { community: votes.community },
  params: { id: votes.voting.vote.id, number: 1 },
  by: votes.member,
});
const ballot = ({ votes }: OnVotes) => ({ choices: votes.voting.statements.slice(0, 1), change: true });
const byLink = ({ votes }: OnVotes) => ({ target: {}, query: { token: votes.link?.token ?? '' } });
const castFirst = async ({ votes }: OnVotes): Promise<void> => {
  const voter = await votes.voter(votes.voting.vote, 1, votes.member);
  await voter.cast(votes.voting.statements, true);
};

export const fixtures: Fixtures<SurveyGround> = {
  readStanding: { right: 'vote.read', prepare: ofVoting },
  handOutVoteLinks: {
    prepare: (ground) => ({ ...ofVoting(ground), body: { people: [ground.votes.member] } }),
  },
  readBallotPaper: { right: 'vote.read', prepare: ofVoting },
  castBallot: { right: 'vote.read', prepare: (ground) => ({ ...ofVoting(ground), body: ballot(ground) }) },
  withdrawBallot: {
    right: 'vote.read',
    prepare: async (ground) => {
      await castFirst(ground);
      return ofVoting(ground);
    },
  },
  readBallotPaperByLink: { prepare: byLink },
  castBallotByLink: { prepare: (ground) => ({ ...byLink(ground), body: ballot(ground) }) },
  withdrawBallotByLink: {
    prepare: async (ground) => {
      await castFirst(ground);
      return byLink(ground);
    },
  },
};
