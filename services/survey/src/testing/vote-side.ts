import type { BallotPaper, Standing, Statement, Vote, VoteRound } from '@skein/contracts';
import { call, type TestRequest, until } from '@skein/service-kit/testing';
import { type SurveySide, startSurveySide } from './survey-side.ts';

/** The steps that the tests of votes share. */
export const voteSteps = (all: SurveySide) => {
  const { api, side, admin } = all;
  const get = <T = never>(path: string, as = admin) => call<T>(api.url, 'GET', path, { as });
  const post = <T = never>(path: string, request: TestRequest) =>
    call<T>(api.url, 'POST', path, { as: admin, ...request });

  /** Begins a vote of a new community with so many members; what is not said is usual. */
  const begin = async (members: number, asking: object = {}) => {
    const { community, people } = await all.makeCommunity(members);
    const body = {
      title: 'Why we meet',
      question: 'Which says best why we meet?',
      method: 'plurality',
      electorate: { kind: 'community', community },
      standings: 'live',
      ...asking,
    };
    const reply = await post<Vote>('/votes', { body });
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return { vote: reply.body, community, people };
  };

  const propose = async (vote: string, ...texts: string[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const text of texts) {
      const reply = await post<Statement>(`/votes/${vote}/statements`, { body: { text } });
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
      ids.push(reply.body.id);
    }
    return ids;
  };

  const readVote = async (id: string) => (await get<Vote>(`/votes/${id}`)).body;
  const hour = () => new Date(Date.now() + 60 * 60 * 1000).toISOString();

  const askRound = async (vote: string, statements: readonly string[], more: object = {}) =>
    post<VoteRound>(`/votes/${vote}/rounds`, {
      body: { statements, closesAt: hour(), invite: false, ...more },
      ifMatch: (await readVote(vote)).version,
    });

  const roundOf = async (vote: string, number: number) =>
    (await readVote(vote)).rounds.find((round) => round.number === number);

  const untilRound = (vote: string, number: number, status: VoteRound['status']) =>
    until(`round ${number} to be ${status}`, async () => {
      const round = await roundOf(vote, number);
      return round?.status === status && round;
    });

  /** Opens a round, and waits until it takes ballots. */
  const openRound = async (vote: string, statements: readonly string[], more: object = {}) => {
    const reply = await askRound(vote, statements, more);
    if (reply.status !== 202) throw new Error(JSON.stringify(reply.body));
    return untilRound(vote, reply.body.number, 'open');
  };

  const closeRound = async (vote: string, number: number) => {
    const { version } = (await roundOf(vote, number)) ?? {};
    const path = `/votes/${vote}/rounds/${number}/closing`;
    const reply = await post<VoteRound>(path, { ifMatch: version ?? 0 });
    if (reply.status !== 202) throw new Error(JSON.stringify(reply.body));
    return untilRound(vote, number, 'closed');
  };

  const asMember = (person: string, community?: string) =>
    side.tokenFor({ person, ...(community && { communities: { [community]: 'member' as const } }) });

  /** What a voter may do: as a member of the round's community, signed in. */
  const voter = async (vote: Vote, number: number, person: string) => {
    const as = await asMember(person, vote.community);
    const path = `/votes/${vote.id}/rounds/${number}/ballot`;
    return {
      cast: (choices: readonly string[], change = false) =>
        call<BallotPaper>(api.url, 'POST', path, { as, body: { choices, change } }),
      takeBack: () => call<BallotPaper>(api.url, 'DELETE', path, { as }),
      paper: () => get<BallotPaper>(path, as),
    };
  };

  const castAll = async (vote: Vote, number: number, ballots: readonly (readonly [string, string[]])[]) => {
    for (const [person, choices] of ballots) {
      const reply = await (await voter(vote, number, person)).cast(choices);
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    }
  };

  const standing = async (vote: string, number: number, as = admin) =>
    (await get<Standing>(`/votes/${vote}/rounds/${number}/standing`, as)).body;

  const linksFor = async (vote: string, number: number, people: readonly string[]) => {
    const path = `/votes/${vote}/rounds/${number}/links`;
    return post<{ links: { person: string; url: string; token: string }[] }>(path, { body: { people } });
  };

  return {
    ...{ get, post, begin, propose, readVote, askRound, openRound, closeRound, untilRound },
    ...{ voter, castAll, standing, linksFor, asMember, roundOf, hour },
  };
};

/** The survey service with the steps of votes. */
export const startVoteSide = async () => {
  const all = await startSurveySide();
  return { ...all, ...voteSteps(all) };
};
export type VoteSide = Awaited<ReturnType<typeof startVoteSide>>;
