import type { Client } from '@skein/client';
import type { Vote } from '@skein/contracts';
import type { SharedPurposeVote } from '../network/index.ts';
import { until } from '../until.ts';
import { type Ids, idOf } from './people.ts';

interface Loaded {
  readonly people: Ids;
  readonly closesAt: string;
}

/**
 * The vote on the shared purpose: first the two statements that were proposed, then, one of them amended, all three;
 * the second round is open, and its standing can be seen. Goes on wherever an earlier load was stopped.
 */
export const loadVote = async (client: Client, purpose: SharedPurposeVote, loaded: Loaded): Promise<void> => {
  const { id } = await beginOrFind(client, purpose);
  const vote = () => client.readVote({ params: { id } });
  const ids = new Map<string, string>();
  const propose = async (amending: boolean) => {
    for (const { key, text, amends } of purpose.statements.filter(
      (one) => (one.amends !== null) === amending,
    )) {
      const from = amends === null ? undefined : ids.get(amends);
      ids.set(key, (await findStatement(await vote(), text)) ?? (await put(client, id, text, from)));
    }
  };
  await propose(false);
  const first = await openRound(client, vote, 1, [...ids.values()], loaded.closesAt);
  if (first.status === 'open') {
    const ballots = purpose.votes.map(({ person, statement }, index) => ({
      person: idOf(loaded.people, person),
      // Some approve of both: what the two have in common is what the amendment then makes of them.
      choices: index % 4 === 0 ? [...ids.values()] : [ids.get(statement === 'C' ? 'C' : 'A') ?? ''],
    }));
    await castAll(client, id, 1, ballots);
    await close(client, vote, 1);
  }
  await propose(true);
  await setMethod(client, await vote());
  const second = await openRound(client, vote, 2, [...ids.values()], loaded.closesAt);
  if (second.status !== 'open') return;
  const choices = dealt(purpose.votes).map(({ person, statement }) => ({
    person: idOf(loaded.people, person),
    choices: [ids.get(statement) ?? ''],
  }));
  await castAll(client, id, 2, choices);
};

const beginOrFind = async (client: Client, { title }: SharedPurposeVote): Promise<{ id: string }> => {
  const found = await client.listVotes.all().find((vote) => vote.title === title);
  if (found) return found;
  const body = {
    title,
    question: 'Which of these says best what we share? Approve of all that you could stand behind.',
    method: 'approval' as const,
    electorate: { kind: 'network' as const },
    standings: 'live' as const,
    quorum: { kind: 'number' as const, ballots: 30 },
  };
  return client.createVote({ body, key: 'load-vote' });
};

const findStatement = async ({ statements }: Vote, text: string): Promise<string | undefined> =>
  statements.find((statement) => statement.text === text)?.id;

const put = async (client: Client, id: string, text: string, from: string | undefined): Promise<string> => {
  const body = { text };
  if (!from) return (await client.proposeStatement({ params: { id }, body })).id;
  const params = { id, statement: from };
  return (await client.amendStatement({ params, body, ifMatch: 1 })).id;
};

/** From the second round on each has one vote. */
const setMethod = async (client: Client, { id, version, method, rounds }: Vote): Promise<void> => {
  if (method === 'plurality' || rounds.length > 1) return;
  const body = { method: 'plurality' as const, question: 'Which of these says best what we share?' };
  await client.editVote({ params: { id }, body, ifMatch: version });
};

const untilRound = (vote: () => Promise<Vote>, number: number, statuses: readonly string[]) =>
  until(`round ${number} to be ${statuses.join(' or ')}`, async () =>
    (await vote()).rounds.find((round) => round.number === number && statuses.includes(round.status)),
  );

const openRound = async (
  client: Client,
  vote: () => Promise<Vote>,
  number: number,
  statements: string[],
  closesAt: string,
) => {
  const { id, version, rounds } = await vote();
  if (rounds.length < number) {
    const body = { statements, closesAt, invite: false };
    await client.openRound({ params: { id }, body, ifMatch: version });
  }
  return untilRound(vote, number, ['open', 'closed']);
};

const close = async (client: Client, vote: () => Promise<Vote>, number: number): Promise<void> => {
  const { id, rounds } = await vote();
  const ifMatch = rounds.find((round) => round.number === number)?.version ?? 0;
  await client.closeRound({ params: { id, number }, ifMatch });
  await untilRound(vote, number, ['closed']);
};

const castAll = async (
  client: Client,
  id: string,
  number: number,
  ballots: readonly { person: string; choices: string[] }[],
): Promise<void> => {
  const people = ballots.map(({ person }) => person);
  const params = { id, number };
  const { links } = await client.handOutVoteLinks({ params, body: { people } });
  const tokens = new Map(links.map(({ person, token }) => [person, token]));
  for (const { person, choices } of ballots) {
    const query = { token: tokens.get(person) ?? '' };
    await client.castBallotByLink({ query, body: { choices, change: true } });
  }
};

/** The ballots in turn, one for each statement that is left, so that each live standing looks like the whole. */
const dealt = <T extends { readonly statement: string }>(votes: readonly T[]): T[] => {
  const shares = [...Map.groupBy(votes, ({ statement }) => statement).values()];
  const placed = shares.flatMap((share) =>
    share.map((vote, index) => ({ vote, at: (index + 1) / share.length })),
  );
  return placed.toSorted((one, other) => one.at - other.at).map(({ vote }) => vote);
};
