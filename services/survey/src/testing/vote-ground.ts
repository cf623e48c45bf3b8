import type { Statement, Vote } from '@skein/contracts';
import { newId } from '@skein/service-kit';
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
