import { isRefusal, votesContract } from '@skein/contracts';
import { membersAfter } from '@skein/known';
import {
  attempt,
  type Loop,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { comeHome } from '../ballots/home.ts';
import { destroyKey, keyOf, makeKey, tagOf } from '../ballots/keys.ts';
import { findUnmarked, insertRoll, markRoll } from '../ballots/rolls-store.ts';
import {
  ballotsIn,
  makePlaceForBallots,
  openGates,
  pilesOf,
  shutGates,
  tagsVoted,
} from '../ballots/store.ts';
import { countBallots } from '../counting/decide.ts';
import { closeRound, mayShow, nextStep, quorumOf, winnersOf } from '../rounds/decide.ts';
import type { RoundRow } from '../rounds/row.ts';
import { findCount, findRound, putCount, putRound, unfinishedInAllNetworks } from '../rounds/store.ts';

type Context = ServiceContext<SurveyConfig>;

const leaseName = 'voting';
const leaseMs = 5_000;

/** Members that one transaction writes down and invites: as many as an event may name. */
const rollBatch = 500;

const closesAt = (round: RoundRow): string => round.closesAt.toISOString();
const whose = ({ community }: RoundRow) => (community === undefined ? {} : { community });

const open = async (tx: Tx, round: RoundRow): Promise<void> => {
  const { cursor: _, ...rest } = round;
  const opened = { status: 'open', opensAt: tx.now, version: round.version + 1 } as const;
  const row: RoundRow = { ...rest, ...opened, apart: true };
  await putRound(tx, row);
  await openGates(tx, row);
  const { _id: subject, network, version, vote, number, title, method, statements } = row;
  const data = {
    vote,
    round: subject,
    number,
    title,
    method,
    statements,
    closesAt: closesAt(row),
    ...whose(row),
  };
  tx.record(votesContract.events.voteRoundOpened, { network, subject, version, data });
};

/** Writes down the next members of the electorate, with the event that invites them; after the last the round is open. */
const prepareSome = async (tx: Tx, { _id, network }: RoundRow): Promise<void> => {
  const round = await findRound(tx, _id);
  if (round?.status !== 'preparing') return;
  const { cursor, vote, title } = round;
  const people = await membersAfter(tx, round.electorate, { cursor, limit: rollBatch });
  const last = people.at(-1);
  if (last === undefined) return open(tx, round);
  await insertRoll(tx, round, people);
  const electors = round.electors + people.length;
  const version = round.version + (round.invite ? 1 : 0);
  await putRound(tx, { ...round, electors, version, cursor: last });
  if (!round.invite) return;
  const data = { vote, round: _id, title, closesAt: closesAt(round), people };
  tx.record(votesContract.events.votersInvited, { network, subject: _id, version, data });
};

const prepare = async (context: Context, round: RoundRow): Promise<void> => {
  // Before anybody can vote, and never later: a second key would let people vote twice.
  await makeKey(context, round);
  await makePlaceForBallots(context, round);
  await transact(context, { network: round.network, now: context.now() }, (tx) => prepareSome(tx, round));
};

const close = (context: Context, { _id, network }: RoundRow): Promise<unknown> =>
  transact(context, { network, now: context.now() }, async (tx) => {
    // Read again: a person, or another process, may have closed it meanwhile.
    const round = await findRound(tx, _id);
    const row = round && closeRound(round, tx.now);
    if (row && !isRefusal(row)) await putRound(tx, row);
  });

/** Writes down who has voted, while the key still tells: who, but neither how nor when. */
const markVoters = async (context: Context, round: RoundRow): Promise<void> => {
  const key = await keyOf(context, round);
  if (!key) return;
  const reader = context.readerOf(round.network);
  for (let roll = await findUnmarked(reader, round); roll; roll = await findUnmarked(reader, round)) {
    const tags = new Map(roll.people.map((person) => [person, tagOf(key, round, person)]));
    const voted = await tagsVoted(reader, round, [...tags.values()]);
    await markRoll(
      reader,
      roll,
      roll.people.filter((person) => voted.has(tags.get(person) ?? '')),
    );
  }
};

/** Counts a round that takes no more ballots, once nothing leads from them to anybody. Each step may be done again. */
const count = async (context: Context, round: RoundRow): Promise<void> => {
  const { config } = context;
  const reader = context.readerOf(round.network);
  await shutGates(reader, round);
  await markVoters(context, round);
  await destroyKey(context, round);
  const home = await comeHome(reader, round);
  const result = countBallots(round.method, round.statements, await pilesOf(reader, home));
  await transact(context, { network: round.network, now: context.now() }, async (tx) => {
    const { _id: subject, network, vote, number, title } = round;
    const current = await findRound(tx, subject);
    if (current?.status !== 'counting') return;
    const row: RoundRow = { ...current, status: 'closed', version: current.version + 1 };
    await putRound(tx, row);
    await putCount(tx, row, result);
    const data = {
      ...{ vote, round: subject, number, title },
      winners: winnersOf(result, config.SKEIN_SMALLEST_GROUP),
      quorumReached: quorumOf(row, result.ballots)?.reached ?? true,
      ...whose(row),
    };
    tx.record(votesContract.events.voteRoundClosed, { network, subject, version: row.version, data });
  });
};

/** Makes the live standing, where enough ballots have come since the last one. */
const show = async (context: Context, round: RoundRow): Promise<void> => {
  const reader = context.readerOf(round.network);
  const shown = (await findCount(reader, round))?.ballots ?? 0;
  if (!mayShow(await ballotsIn(reader, round), shown, context.config.SKEIN_SMALLEST_GROUP)) return;
  const result = countBallots(round.method, round.statements, await pilesOf(reader, round));
  await transact(context, { network: round.network, now: context.now() }, async (tx) => {
    // Written with the round, so that a final count is never followed by a live one.
    const current = await findRound(tx, round._id);
    if (current?.status !== 'open') return;
    await putRound(tx, current);
    await putCount(tx, current, result);
  });
};

const steps = { prepare, close, count, show };

/** Takes every round on: writes its electorate down, opens it, shows its standing, closes it in time, and counts. */
export const startVoting = (context: Context): Loop =>
  startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const rounds = await unfinishedInAllNetworks(context);
    if (rounds.length === 0 || !(await mine())) return false;
    let again = false;
    for (const round of rounds) {
      const step = nextStep(round, context.now());
      if (!step) continue;
      try {
        const work = { id: `round ${round._id}`, place: JSON.stringify([step, round.version, round.cursor]) };
        const done = await attempt(context, work, () => steps[step](context, round).then(() => true));
        again ||= done === true && (step === 'prepare' || step === 'close');
      } catch (error) {
        // One that cannot go on now must not hold up the others; it is tried again in the next round of the loop.
        context.log.warn({ round: round._id, step, err: error }, 'a voting round could not be taken on yet');
      }
    }
    return again;
  });
