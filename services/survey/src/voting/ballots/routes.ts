import { type Actor, ballotsContract, isRefusal, may, type Refusal, refuse } from '@skein/contracts';
import {
  type Call,
  handle,
  type Implementation,
  missing,
  type Reader,
  read,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { standingOf, statusAt } from '../rounds/decide.ts';
import type { RoundRow } from '../rounds/row.ts';
import { findCount, findNumbered, findRound, putRound } from '../rounds/store.ts';
import { refuseReader } from '../votes/access.ts';
import { findVote } from '../votes/store.ts';
import { linksFor, voterOfLink } from './links.ts';
import { electorsAmong } from './rolls-store.ts';
import { ballotsIn } from './store.ts';
import { cast, readPaper, takeBack } from './voting.ts';

interface Asked {
  readonly reader: Reader;
  readonly params: { readonly id: string; readonly number: number };
  readonly actor: Actor | undefined;
  readonly deny: Call<never>['deny'];
}

export const ballotRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { keys, config } = context;

  const roundFor = async ({ reader, params, deny }: Asked): Promise<RoundRow | Refusal> => {
    const vote = await findVote(reader, params.id);
    if (!vote) return missing('vote', params.id);
    const denied = refuseReader(vote, deny);
    if (denied) return denied;
    return (await findNumbered(reader, vote._id, params.number)) ?? missing('round', String(params.number));
  };

  const voterOf = async (asked: Asked): Promise<{ round: RoundRow; person: string } | Refusal> => {
    if (!asked.actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    const round = await roundFor(asked);
    return isRefusal(round) ? round : { round, person: asked.actor.person };
  };

  return [
    read(ballotsContract.routes.readStanding, async (asked) => {
      const round = await roundFor(asked);
      if (isRefusal(round)) return round;
      const runs = may(asked.actor, 'vote.run', { community: round.community });
      const { reader, now } = asked;
      const seen = { runs, smallestGroup: config.SKEIN_SMALLEST_GROUP, now };
      return standingOf(round, await ballotsIn(reader, round), await findCount(reader, round), seen);
    }),

    handle(
      ballotsContract.routes.handOutVoteLinks,
      async ({ reader, network, params, body, now, deny, done }) => {
        const vote = await findVote(reader, params.id);
        const denied = deny('vote.run', { community: vote?.community });
        if (denied) return denied;
        const round = vote && (await findNumbered(reader, vote._id, params.number));
        if (!round) return missing('round', String(params.number));
        if (round.status === 'preparing')
          return refuse('conflict', 'The round opens in a moment; try again then.');
        if (statusAt(round, now) !== 'open') return refuse('closed', 'A closed round has no more links.');
        const electors = await electorsAmong(reader, round, body.people);
        const stranger = body.people.findIndex((person) => !electors.has(person));
        if (stranger !== -1) {
          const detail = `No. ${stranger + 1} of those named may not vote in this round.`;
          return refuse('unknown-reference', detail, [`people.${stranger}`, 'is not of the electorate']);
        }
        // Whoever holds a link votes in its person's place, so those concerned are named, and everyone sees how many.
        await transact(context, { network, now }, async (tx) => {
          const current = await findRound(tx, round._id);
          const row = current ?? round;
          await putRound(tx, { ...row, linksHandedOut: row.linksHandedOut + electors.size });
          for (const person of electors) tx.concerned.add(person);
          await done(tx);
        });
        return { links: await linksFor(context, round, [...electors]) };
      },
    ),

    read(ballotsContract.routes.readBallotPaper, async (asked) => {
      const voter = await voterOf(asked);
      return isRefusal(voter) ? voter : readPaper(context, voter.round, voter.person, asked.now);
    }),
    // These change something and yet are no `write`: neither an audit line nor a kept reply may tell who voted when.
    handle(ballotsContract.routes.castBallot, async (asked) => {
      const voter = await voterOf(asked);
      return isRefusal(voter) ? voter : cast(context, voter.round, voter.person, asked.body, asked.now);
    }),
    handle(ballotsContract.routes.withdrawBallot, async (asked) => {
      const voter = await voterOf(asked);
      return isRefusal(voter) ? voter : takeBack(context, voter.round, voter.person, asked.now);
    }),

    read(ballotsContract.routes.readBallotPaperByLink, async ({ reader, query, now }) => {
      const voter = await voterOfLink(keys, reader, query.token);
      return isRefusal(voter) ? voter : readPaper(context, voter.round, voter.person, now);
    }),
    handle(ballotsContract.routes.castBallotByLink, async ({ reader, query, body, now }) => {
      const voter = await voterOfLink(keys, reader, query.token);
      return isRefusal(voter) ? voter : cast(context, voter.round, voter.person, body, now);
    }),
    handle(ballotsContract.routes.withdrawBallotByLink, async ({ reader, query, now }) => {
      const voter = await voterOfLink(keys, reader, query.token);
      return isRefusal(voter) ? voter : takeBack(context, voter.round, voter.person, now);
    }),
  ];
};
