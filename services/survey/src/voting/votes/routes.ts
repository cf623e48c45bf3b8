import { type Actor, isRefusal, may, type Refusal, refuse, votesContract } from '@skein/contracts';
import { belongsTo, findCommunity } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { activeRound } from '../rounds/decide.ts';
import { roundsOf } from '../rounds/store.ts';
import { readableTo, refuseReader } from './access.ts';
import {
  communityOf,
  createVote,
  editVote,
  type Proposer,
  propose,
  refuseFixed,
  withdraw,
} from './decide.ts';
import { presentListed, presentStatement, presentVote } from './present.ts';
import type { StatementRow, VoteRow } from './row.ts';
import { findVote, listVotes, putStatement, putVote, statementsOf } from './store.ts';

/** Records what became of a vote's statement; the vote's version counts it. */
const recordStatement = async (
  tx: Tx,
  vote: VoteRow,
  { _id: statement, from }: StatementRow,
  what: 'statementProposed' | 'statementWithdrawn',
): Promise<void> => {
  const { _id: subject, network } = vote;
  const row = { ...vote, version: vote.version + 1 };
  await putVote(tx, row);
  tx.concerned.add(statement);
  const data = { vote: subject, statement, ...(from && { from }) };
  tx.record(votesContract.events[what], { network, subject, version: row.version, data });
};

export const voteRoutes = (): Implementation[] => {
  const proposerIn = async (
    reader: Reader,
    vote: VoteRow,
    actor: Actor | undefined,
  ): Promise<Proposer | Refusal> => {
    if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    const runs = may(actor, 'vote.run', { community: vote.community });
    if (runs || (await belongsTo(reader, vote.electorate, actor.person)))
      return { person: actor.person, runs };
    return refuse('forbidden', 'Statements come from the members who may vote on them, and from the hosts.');
  };

  return [
    write(votesContract.routes.createVote, async ({ network, body, now, deny, tx }) => {
      const community = communityOf(body.electorate);
      const denied = deny('vote.run', { community });
      if (denied) return denied;
      if (community && !(await findCommunity(tx, community)))
        return unknownReference('electorate.community', 'community', community);
      const row = createVote(body, network, now, newId());
      if (isRefusal(row)) return row;
      await putVote(tx, row);
      const { _id: vote, version, title } = row;
      const data = { vote, title, ...(community && { community }) };
      tx.record(votesContract.events.voteCreated, { network, subject: vote, version, data });
      return presentVote(row, [], [], now);
    }),

    read(votesContract.routes.listVotes, async ({ reader, query, actor }) => {
      // Others' communities decide among themselves, so their votes are not listed.
      return listVotes(reader, query, readableTo(actor), presentListed);
    }),

    read(votesContract.routes.readVote, async ({ reader, params, now, deny }) => {
      const vote = await findVote(reader, params.id);
      if (!vote) return missing('vote', params.id);
      const denied = refuseReader(vote, deny);
      if (denied) return denied;
      const { _id } = vote;
      return presentVote(vote, await statementsOf(reader, _id), await roundsOf(reader, _id), now);
    }),

    write(votesContract.routes.editVote, async ({ network, params, body, ifMatch, now, deny, tx }) => {
      const found = await findVote(tx, params.id);
      const denied = deny('vote.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('vote', params.id));
      if (isRefusal(before)) return before;
      const rounds = await roundsOf(tx, before._id);
      const changed = editVote(before, body, activeRound(rounds), now);
      if (isRefusal(changed)) return changed;
      const { row, fields } = changed;
      if (fields.length) {
        await putVote(tx, row);
        const { _id: vote, version } = row;
        tx.record(votesContract.events.voteChanged, {
          network,
          subject: vote,
          version,
          data: { vote, fields },
        });
      }
      return presentVote(row, await statementsOf(tx, row._id), rounds, now);
    }),

    write(votesContract.routes.proposeStatement, async ({ params, body, actor, now, deny, tx }) => {
      const vote = await findVote(tx, params.id);
      if (!vote) return missing('vote', params.id);
      const proposer = refuseReader(vote, deny) ?? (await proposerIn(tx, vote, actor));
      if (isRefusal(proposer)) return proposer;
      const there = await statementsOf(tx, vote._id);
      const row = propose(vote, there, body.text, proposer, now, newId());
      if (isRefusal(row)) return row;
      await putStatement(tx, row);
      await recordStatement(tx, vote, row, 'statementProposed');
      return presentStatement(row, []);
    }),

    write(votesContract.routes.amendStatement, async ({ params, body, actor, ifMatch, now, deny, tx }) => {
      const vote = await findVote(tx, params.id);
      if (!vote) return missing('vote', params.id);
      const proposer = refuseReader(vote, deny) ?? (await proposerIn(tx, vote, actor));
      if (isRefusal(proposer)) return proposer;
      const there = await statementsOf(tx, vote._id);
      const from = there.find(({ _id }) => _id === params.statement);
      if (!from) return missing('statement', params.statement);
      const rounds = await roundsOf(tx, vote._id);
      const fixed = staleUnless(ifMatch, from.version) ?? refuseFixed(from, activeRound(rounds));
      if (fixed) return fixed;
      const row = propose(vote, there, body.text, proposer, now, newId(), from);
      if (isRefusal(row)) return row;
      await putStatement(tx, row);
      await recordStatement(tx, vote, row, 'statementProposed');
      return presentStatement(row, []);
    }),

    write(votesContract.routes.withdrawStatement, async ({ params, actor, ifMatch, deny, tx }) => {
      const vote = await findVote(tx, params.id);
      if (!vote) return missing('vote', params.id);
      const proposer = refuseReader(vote, deny) ?? (await proposerIn(tx, vote, actor));
      if (isRefusal(proposer)) return proposer;
      const there = await statementsOf(tx, vote._id);
      const before = there.find(({ _id }) => _id === params.statement);
      if (!before) return missing('statement', params.statement);
      const stale = staleUnless(ifMatch, before.version);
      if (stale) return stale;
      const rounds = await roundsOf(tx, vote._id);
      const row = withdraw(before, proposer, activeRound(rounds));
      if (isRefusal(row)) return row;
      await putStatement(tx, row);
      await recordStatement(tx, vote, row, 'statementWithdrawn');
      return presentStatement(row, rounds);
    }),
  ];
};
