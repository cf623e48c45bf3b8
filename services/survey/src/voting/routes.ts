import { type Actor, isRefusal, may, type Refusal, refuse, votesContract } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import {
  communityOf,
  createVote,
  editVote,
  type Proposer,
  propose,
  refuseFixed,
  withdraw,
} from './decide.ts';
import { activeRound } from './rounds/decide.ts';
import { belongsTo } from './rounds/electorate.ts';
import { roundsOf } from './rounds/store.ts';
import {
  findVote,
  presentListed,
  presentStatement,
  presentVote,
  putStatement,
  putVote,
  type StatementRow,
  statementsOf,
  type VoteRow,
  votesIn,
} from './store.ts';

const order: Order = [['_id', -1]];

/** A community's vote is read by those who belong to it, the network's by every member. */
export const refuseReader = ({ community }: VoteRow, deny: Call<never>['deny']): Refusal | undefined =>
  community === undefined ? undefined : deny('vote.read', { community });

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

export const voteRoutes = ({ db }: ServiceContext): Implementation[] => {
  const proposerIn = async (vote: VoteRow, actor: Actor | undefined): Promise<Proposer | Refusal> => {
    if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
    const runs = may(actor, 'vote.run', { community: vote.community });
    if (runs || (await belongsTo(db, vote.network, vote.electorate, actor.person)))
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

    read(votesContract.routes.listVotes, async ({ network, query, actor }) => {
      const { community } = query;
      // Others' communities decide among themselves, so their votes are not listed.
      const readable = may(actor, 'vote.read')
        ? {}
        : { $or: [{ community: { $exists: false } }, { community: { $in: communitiesOf(actor) } }] };
      const filter = { network, ...(community && { community }) };
      return readPage(votesIn(db), { $and: [filter, readable] }, order, query, presentListed);
    }),

    read(votesContract.routes.readVote, async ({ network, params, now, deny }) => {
      const vote = await findVote(db, network, params.id);
      if (!vote) return missing('vote', params.id);
      const denied = refuseReader(vote, deny);
      if (denied) return denied;
      const { _id } = vote;
      return presentVote(vote, await statementsOf(db, network, _id), await roundsOf(db, network, _id), now);
    }),

    write(votesContract.routes.editVote, async ({ network, params, body, ifMatch, now, deny, tx }) => {
      const found = await findVote(db, network, params.id, tx.session);
      const denied = deny('vote.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('vote', params.id));
      if (isRefusal(before)) return before;
      const rounds = await roundsOf(db, network, before._id, tx.session);
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
      return presentVote(row, await statementsOf(db, network, row._id, tx.session), rounds, now);
    }),

    write(votesContract.routes.proposeStatement, async ({ network, params, body, actor, now, deny, tx }) => {
      const vote = await findVote(db, network, params.id, tx.session);
      if (!vote) return missing('vote', params.id);
      const proposer = refuseReader(vote, deny) ?? (await proposerIn(vote, actor));
      if (isRefusal(proposer)) return proposer;
      const there = await statementsOf(db, network, vote._id, tx.session);
      const row = propose(vote, there, body.text, proposer, now, newId());
      if (isRefusal(row)) return row;
      await putStatement(tx, row);
      await recordStatement(tx, vote, row, 'statementProposed');
      return presentStatement(row, []);
    }),

    write(
      votesContract.routes.amendStatement,
      async ({ network, params, body, actor, ifMatch, now, deny, tx }) => {
        const vote = await findVote(db, network, params.id, tx.session);
        if (!vote) return missing('vote', params.id);
        const proposer = refuseReader(vote, deny) ?? (await proposerIn(vote, actor));
        if (isRefusal(proposer)) return proposer;
        const there = await statementsOf(db, network, vote._id, tx.session);
        const from = there.find(({ _id }) => _id === params.statement);
        if (!from) return missing('statement', params.statement);
        const rounds = await roundsOf(db, network, vote._id, tx.session);
        const fixed = staleUnless(ifMatch, from.version) ?? refuseFixed(from, activeRound(rounds));
        if (fixed) return fixed;
        const row = propose(vote, there, body.text, proposer, now, newId(), from);
        if (isRefusal(row)) return row;
        await putStatement(tx, row);
        await recordStatement(tx, vote, row, 'statementProposed');
        return presentStatement(row, []);
      },
    ),

    write(votesContract.routes.withdrawStatement, async ({ network, params, actor, ifMatch, deny, tx }) => {
      const vote = await findVote(db, network, params.id, tx.session);
      if (!vote) return missing('vote', params.id);
      const proposer = refuseReader(vote, deny) ?? (await proposerIn(vote, actor));
      if (isRefusal(proposer)) return proposer;
      const there = await statementsOf(db, network, vote._id, tx.session);
      const before = there.find(({ _id }) => _id === params.statement);
      if (!before) return missing('statement', params.statement);
      const stale = staleUnless(ifMatch, before.version);
      if (stale) return stale;
      const rounds = await roundsOf(db, network, vote._id, tx.session);
      const row = withdraw(before, proposer, activeRound(rounds));
      if (isRefusal(row)) return row;
      await putStatement(tx, row);
      await recordStatement(tx, vote, row, 'statementWithdrawn');
      return presentStatement(row, rounds);
    }),
  ];
};

const communitiesOf = (actor: Actor | undefined): string[] =>
  Object.keys(actor?.communities ?? {}).filter((community) => may(actor, 'vote.read', { community }));
