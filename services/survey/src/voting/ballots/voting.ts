import { type BallotPaper, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { type ServiceContext, transact } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { standingOf, statusAt } from '../rounds/decide.ts';
import type { RoundRow } from '../rounds/row.ts';
import { findCount, findRound } from '../rounds/store.ts';
import { findVote, statementsOf } from '../votes/store.ts';
import { checkChoices, replaceBallot, secrecy } from './decide.ts';
import { keyOf, tagOf } from './keys.ts';
import { findOnRoll } from './rolls-store.ts';
import type { BallotRow, RollRow } from './row.ts';
import { ballotsIn, deleteBallot, findBallot, passGate, putBallot } from './store.ts';

type Context = ServiceContext<SurveyConfig>;

/** Somebody who may vote in a round. */
interface Voter {
  readonly round: RoundRow;
  readonly person: string;
  readonly roll: RollRow;
}

const voterIn = async ({ readerOf }: Context, round: RoundRow, person: string): Promise<Voter | Refusal> => {
  if (round.status === 'preparing') return refuse('conflict', 'The round opens in a moment; try again then.');
  const roll = await findOnRoll(readerOf(round.network), round, person);
  if (!roll)
    return refuse('forbidden', 'You are not of the electorate, which was written down as the round opened.');
  return { round, person, roll };
};

const ownBallot = async (context: Context, { round, person, roll }: Voter) => {
  if (roll.voted) return { voted: roll.voted.includes(person) };
  const key = await keyOf(context, round);
  const ballot = key && (await findBallot(context.readerOf(round.network), round, tagOf(key, round, person)));
  return { voted: Boolean(ballot), ...(ballot && { ballot }) };
};

const choicesOf = (round: RoundRow, ballot: BallotRow | undefined, now: Date) =>
  ballot && statusAt(round, now) === 'open' ? { choices: ballot.choices } : {};

const presentPaper = async (context: Context, voter: Voter, now: Date): Promise<BallotPaper> => {
  const { round } = voter;
  const reader = context.readerOf(round.network);
  const vote = await findVote(reader, round.vote);
  const asked = await statementsOf(reader, round.vote);
  const { voted, ballot } = await ownBallot(context, voter);
  const seen = { runs: false, smallestGroup: context.config.SKEIN_SMALLEST_GROUP, now };
  return {
    ...{ vote: round.vote, round: round._id, number: round.number, title: round.title },
    ...{ question: vote?.question ?? '', method: round.method, status: statusAt(round, now) },
    // In the round's order, which is the runners' choice.
    statements: round.statements.flatMap((id) => {
      const statement = asked.find(({ _id }) => _id === id);
      return statement ? [{ id, text: statement.text, ...(statement.from && { from: statement.from }) }] : [];
    }),
    closesAt: round.closesAt.toISOString(),
    secrecy,
    voted,
    ...choicesOf(round, ballot, now),
    standing: standingOf(round, await ballotsIn(reader, round), await findCount(reader, round), seen),
  };
};

/** Whether somebody has voted in a round; undefined where they may not. */
export const hasVoted = async (
  context: Context,
  round: RoundRow,
  person: string,
): Promise<boolean | undefined> => {
  const voter = await voterIn(context, round, person);
  return isRefusal(voter) ? undefined : (await ownBallot(context, voter)).voted;
};

/** What a voter is shown. */
export const readPaper = async (context: Context, round: RoundRow, person: string, now: Date) => {
  const voter = await voterIn(context, round, person);
  return isRefusal(voter) ? voter : presentPaper(context, voter, now);
};

const closed = ({ closesAt, closedAt }: RoundRow): Refusal =>
  refuse(
    'closed',
    `This round closed at ${(closedAt ?? closesAt).toISOString()}; what was cast before counts.`,
  );

/**
 * Changes a voter's ballot, in one transaction with the count of ballots. No event tells of it and no audit line names
 * who: either would say when somebody voted, and so which ballot is theirs.
 */
const change = async (
  context: Context,
  voter: Voter,
  now: Date,
  write: (
    before: BallotRow | null,
  ) => Refusal | { readonly choices: string[] | null; readonly more: -1 | 0 | 1 } | undefined,
): Promise<BallotPaper | Refusal> => {
  const { round, person } = voter;
  if (statusAt(round, now) !== 'open') return closed(round);
  const key = await keyOf(context, round);
  if (!key) return refuse('unavailable', 'The ballots of this round cannot be reached just now.');
  const tag = tagOf(key, round, person);
  const outcome = await transact(context, { network: round.network, now }, async (tx) => {
    const current = await findRound(tx, round._id);
    if (!current || statusAt(current, now) !== 'open') return closed(current ?? round);
    const written = write(await findBallot(tx, current, tag));
    if (!written || isRefusal(written)) return written;
    if (!(await passGate(tx, current, tag, written.more))) return closed(current);
    if (written.choices) await putBallot(tx, current, tag, written.choices);
    else await deleteBallot(tx, current, tag);
    return undefined;
  });
  return outcome ?? presentPaper(context, voter, now);
};

/** Takes a ballot, the first of a member or another in its place. */
export const cast = async (
  context: Context,
  round: RoundRow,
  person: string,
  body: { readonly choices: readonly string[]; readonly change: boolean },
  now: Date,
): Promise<BallotPaper | Refusal> => {
  const voter = await voterIn(context, round, person);
  if (isRefusal(voter)) return voter;
  if (statusAt(round, now) !== 'open') return closed(round);
  const choices = checkChoices(round, body.choices);
  if (isRefusal(choices)) return choices;
  return change(context, voter, now, (before) => {
    const what = replaceBallot(before?.choices, choices, body.change);
    if (isRefusal(what)) return what;
    return what === 'same' ? undefined : { choices, more: what === 'first' ? 1 : 0 };
  });
};

/** Takes a ballot back. */
export const takeBack = async (
  context: Context,
  round: RoundRow,
  person: string,
  now: Date,
): Promise<BallotPaper | Refusal> => {
  const voter = await voterIn(context, round, person);
  if (isRefusal(voter)) return voter;
  return change(context, voter, now, (before) =>
    before ? { choices: null, more: -1 } : refuse('conflict', 'There is no ballot of yours in this round.'),
  );
};
