import type { AskedVote } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startVoteSide, type VoteSide } from '../../testing/vote-side.ts';

let side: VoteSide;
beforeAll(async () => {
  side = await startVoteSide();
});
afterAll(() => side.stop());

const votesOf = async (person: string, community?: string, query = '') => {
  const as = await side.asMember(person, community);
  return (await side.get<{ items: AskedVote[] }>(`/asked-votes${query}`, as)).body.items;
};

it('a member sees the votes put to them, whether they have voted, and how it came out', async () => {
  const { vote, people, community } = await side.begin(9, {
    standings: 'after-closing',
    quorum: { kind: 'number', ballots: 5 },
  });
  const [ada = '', late = ''] = [people[0], newId()];
  const statements = await side.propose(vote.id, 'To learn.', 'To be seen.');
  const { number, id: round } = await side.openRound(vote.id, statements);
  const mine = async (person = ada, query = '') =>
    (await votesOf(person, community, query)).find((one) => one.round === round);
  expect(await mine()).toMatchObject({ vote: vote.id, number, status: 'open', voted: false, community });
  expect(await mine()).not.toHaveProperty('winners');
  // Whoever came later reads it, and may vote in the next round.
  expect(await mine(late)).not.toHaveProperty('voted');
  expect((await votesOf(ada)).map((one) => one.round)).not.toContain(round);

  const [first = ''] = statements;
  await side.castAll(
    vote,
    number,
    people.map((person) => [person, [first]]),
  );
  expect(await mine()).toMatchObject({ voted: true });
  await side.closeRound(vote.id, number);
  expect(await mine()).toBeUndefined();
  expect(await mine(ada, '?status=closed')).toMatchObject({
    ...{ status: 'closed', voted: true, winners: ['To learn.'], quorumReached: true },
  });
});

it('who runs it alone sees how it came out, where it was said so', async () => {
  const { vote, people, community } = await side.begin(9, { standings: 'runners-only' });
  const statements = await side.propose(vote.id, 'One', 'Two');
  const { number } = await side.openRound(vote.id, statements);
  await side.castAll(
    vote,
    number,
    people.map((person) => [person, [statements[0] ?? '']]),
  );
  await side.closeRound(vote.id, number);
  const [one] = await votesOf(people[0] ?? '', community, `?status=closed&community=${community}`);
  expect(one).toMatchObject({ vote: vote.id, voted: true });
  expect(one).not.toHaveProperty('winners');
});
