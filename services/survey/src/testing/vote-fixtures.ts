import type { Statement, Vote } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import type { Fixture } from '@skein/service-kit/testing';
import type { SurveySide } from './survey-side.ts';
import { voteSteps } from './vote-side.ts';

/** Votes of a community for the walk of rights: one that takes proposals, and one with a round that is open. */
export const voteGround = async (all: SurveySide, community: string, people: readonly string[]) => {
  const steps = voteSteps(all);
  const [member = ''] = people;
  const asking = {
    title: 'Why we meet',
    question: 'Which?',
    method: 'approval',
    electorate: { kind: 'community', community },
  };
  const begin = async (): Promise<Vote> => (await steps.post<Vote>('/votes', { body: asking })).body;
  const beginWithTwo = async () => {
    const { id } = await begin();
    return { id, statements: await steps.propose(id, 'One', 'Two') };
  };
  const opened = async () => {
    const { id, statements } = await beginWithTwo();
    const round = await steps.openRound(id, statements);
    return { vote: await steps.readVote(id), statements, round };
  };
  const proposing = await begin();
  const proposed = async (): Promise<string> => {
    const as = await steps.asMember(member, community);
    const body = { text: `Because of ${newId()}` };
    return (await steps.post<Statement>(`/votes/${proposing.id}/statements`, { as, body })).body.id;
  };
  const voting = await opened();
  const [link] = (await steps.linksFor(voting.vote.id, 1, [member])).body.links;
  return {
    ...steps,
    community,
    member,
    asking,
    begin,
    beginWithTwo,
    opened,
    proposing,
    proposed,
    voting,
    link,
  };
};
type OnVotes = { readonly votes: Awaited<ReturnType<typeof voteGround>> };

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

/** How each route of votes is called in the walk. A community's votes are read, and joined in, by those of it. */
export const voteFixtures: Record<string, Fixture<OnVotes>> = {
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
