import { type AskedVote, askedVotesContract, isRefusal } from '@skein/contracts';
import { type Implementation, type Reader, read, type ServiceContext } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { ballotsIn } from '../ballots/store.ts';
import { hasVoted } from '../ballots/voting.ts';
import { standingOf } from '../rounds/decide.ts';
import type { RoundRow } from '../rounds/row.ts';
import { findCount, listRounds } from '../rounds/store.ts';
import { readableTo } from '../votes/access.ts';
import { statementsOf } from '../votes/store.ts';
import { askedVote } from './present.ts';

export const askedVoteRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const smallestGroup = context.config.SKEIN_SMALLEST_GROUP;

  const asked = async (reader: Reader, row: RoundRow, person: string, now: Date): Promise<AskedVote> => {
    const count = await findCount(reader, row);
    const seen = { runs: false, smallestGroup, now };
    const standing = standingOf(row, await ballotsIn(reader, row), count, seen);
    const statements = standing.winners?.length ? await statementsOf(reader, row.vote) : [];
    return askedVote(row, { standing, statements, voted: await hasVoted(context, row, person) });
  };

  return [
    read(askedVotesContract.routes.listAskedVotes, async ({ reader, query, actor, now }) => {
      const found = await listRounds(reader, { ...query, readable: readableTo(actor) }, now);
      if (isRefusal(found)) return found;
      const person = actor?.person ?? '';
      return {
        ...found,
        items: await Promise.all(found.items.map((row) => asked(reader, row, person, now))),
      };
    }),
  ];
};
