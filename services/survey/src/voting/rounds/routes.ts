import { isRefusal, refuse, votesContract } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type ServiceContext,
  staleUnless,
  toEdit,
  write,
} from '@skein/service-kit';
import { findVote, putVote, statementsOf } from '../store.ts';
import { closeRound, openRound } from './decide.ts';
import { membersAfter } from './electorate.ts';
import { findNumbered, presentRound, putRound, roundsOf } from './store.ts';

/** Opening and closing by hand. What follows, the electorate's list and the count, is the voting loop's. */
export const roundRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(votesContract.routes.openRound, async ({ network, params, body, ifMatch, now, deny, tx }) => {
    const found = await findVote(db, network, params.id, tx.session);
    const denied = deny('vote.run', { community: found?.community });
    const vote = denied ?? toEdit(found, ifMatch, missing('vote', params.id));
    if (isRefusal(vote)) return vote;
    const there = await statementsOf(db, network, vote._id, tx.session);
    const rounds = await roundsOf(db, network, vote._id, tx.session);
    const asking = { ...body, closesAt: new Date(body.closesAt) };
    const row = openRound(vote, there, rounds, asking, now, newId());
    if (isRefusal(row)) return row;
    const [anyone] = await membersAfter(db, network, vote.electorate, { limit: 1 });
    if (!anyone) return refuse('conflict', 'Nobody is of the electorate yet.');
    await putRound(tx, row);
    // The vote counts it too, so that no statement is withdrawn at the same moment.
    const version = vote.version + 1;
    await putVote(tx, { ...vote, version });
    const data = { vote: vote._id, fields: ['rounds'] };
    tx.concerned.add(row._id);
    tx.record(votesContract.events.voteChanged, { network, subject: vote._id, version, data });
    return presentRound(row, now);
  }),

  write(votesContract.routes.closeRound, async ({ network, params, ifMatch, now, deny, tx }) => {
    const vote = await findVote(db, network, params.id, tx.session);
    const denied = deny('vote.run', { community: vote?.community });
    if (denied) return denied;
    const before = vote && (await findNumbered(db, network, vote._id, params.number, tx.session));
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
