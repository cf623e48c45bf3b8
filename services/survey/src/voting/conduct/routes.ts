import { isRefusal, refuse, votesContract } from '@skein/contracts';
import { membersAfter, refuseLetters } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type ServiceContext,
  staleUnless,
  toEdit,
  write,
} from '@skein/service-kit';
import { closeRound } from '../rounds/decide.ts';
import { presentRound } from '../rounds/present.ts';
import { findNumbered, putRound, roundsOf } from '../rounds/store.ts';
import { findVote, putVote, statementsOf } from '../votes/store.ts';
import { openRound } from './decide.ts';

/** Opening and closing by hand. What follows, the electorate's list and the count, is the voting loop's. */
export const roundRoutes = (context: ServiceContext): Implementation[] => [
  write(votesContract.routes.openRound, async (call) => {
    const { network, params, body, actor, ifMatch, now, deny, tx } = call;
    const found = await findVote(tx, params.id);
    const denied = deny('vote.run', { community: found?.community });
    const vote = denied ?? toEdit(found, ifMatch, missing('vote', params.id));
    if (isRefusal(vote)) return vote;
    const there = await statementsOf(tx, vote._id);
    const rounds = await roundsOf(tx, vote._id);
    const asking = { ...body, closesAt: new Date(body.closesAt) };
    const row = openRound(vote, there, rounds, asking, now, newId());
    if (isRefusal(row)) return row;
    const [anyone] = await membersAfter(tx, vote.electorate, { limit: 1 });
    if (!anyone) return refuse('conflict', 'Nobody is of the electorate yet.');
    const tooMany = await refuseLetters(context, {
      ...{ network, actor, right: 'vote.run' },
      ...{ letters: 0, rounds: 1 },
    });
    if (tooMany) return tooMany;
    await putRound(tx, row);
    // The vote counts it too, so that no statement is withdrawn at the same moment.
    const version = vote.version + 1;
    await putVote(tx, { ...vote, version });
    const data = { vote: vote._id, fields: ['rounds'] };
    tx.concerned.add(row._id);
    tx.record(votesContract.events.voteChanged, { network, subject: vote._id, version, data });
    return presentRound(row, now);
  }),

  write(votesContract.routes.closeRound, async ({ params, ifMatch, now, deny, tx }) => {
    const vote = await findVote(tx, params.id);
    const denied = deny('vote.run', { community: vote?.community });
    if (denied) return denied;
    const before = vote && (await findNumbered(tx, vote._id, params.number));
    if (!before) return missing('round', String(params.number));
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    const row = closeRound(before, now);
    if (isRefusal(row)) return row;
    await putRound(tx, row);
    tx.concerned.add(row._id);
    return presentRound(row, now);
  }),
];
