import { type Quorum, type Refusal, type RoundStatus, refuse, type Standing } from '@skein/contracts';
import type { Count } from '../counting/decide.ts';
import type { RoundRow } from './row.ts';

const isActive = ({ status }: RoundRow): boolean => status !== 'closed';

/** The round of a vote that is not over yet. */
export const activeRound = (rounds: readonly RoundRow[]): RoundRow | undefined => rounds.find(isActive);

/** Ends the taking of ballots, before its time or once that is up; counting follows. */
export const closeRound = (before: RoundRow, now: Date): RoundRow | Refusal => {
  if (before.status === 'preparing')
    return refuse('conflict', 'The round is being prepared; close it in a moment.');
  if (before.status !== 'open') return refuse('closed', 'The round is closed already.');
  return { ...before, status: 'counting', closedAt: now };
};

/** A round whose time is up takes no ballots, even before that was written down. */
export const statusAt = ({ status, closesAt }: RoundRow, now: Date): RoundStatus =>
  status === 'open' && closesAt <= now ? 'counting' : status;

/** What is next to be done for a round; undefined where it is to wait for ballots. */
export const nextStep = (row: RoundRow, now: Date): 'prepare' | 'close' | 'count' | 'show' | undefined => {
  if (row.status === 'preparing') return 'prepare';
  if (row.status === 'counting') return 'count';
  if (row.status === 'closed') return undefined;
  if (row.closesAt <= now) return 'close';
  return row.standings === 'after-closing' ? undefined : 'show';
};

/** How many must vote: a share is rounded up to whole people. */
export const ballotsNeeded = (quorum: Quorum, electors: number): number =>
  quorum.kind === 'number' ? quorum.ballots : Math.ceil((quorum.percent * electors) / 100);

export const quorumOf = ({ quorum, electors }: RoundRow, ballots: number) => {
  if (!quorum) return undefined;
  const needed = ballotsNeeded(quorum, electors);
  return { needed, reached: ballots >= needed };
};

/** Of fewer ballots than this even the winner tells too much about each of them. */
const fewestForWinner = 3;

/** The winners as they may be told: with very few ballots nobody. */
export const winnersOf = ({ ballots, order, unbeaten }: Count, smallestGroup: number): string[] =>
  ballots < Math.min(fewestForWinner, smallestGroup) ? [] : (unbeaten ?? order[0] ?? []);

/**
 * Whether a live standing may be told anew: only a smallest group of further ballots later, so that no two standings
 * differ by one person's ballot.
 */
export const mayShow = (ballots: number, shown: number, smallestGroup: number): boolean =>
  ballots >= shown + smallestGroup;

const whyWithheld = (
  { standings }: RoundRow,
  status: RoundStatus,
  ballots: number,
  runs: boolean,
  smallestGroup: number,
): Standing['withheld'] => {
  if (standings === 'runners-only' && !runs) return 'runners-only';
  if (standings === 'after-closing' && status !== 'closed') return 'until-closed';
  return ballots < smallestGroup ? 'too-few' : undefined;
};

/** A round's standing as this reader may see it. `count` is the last one made, the final one once it is closed. */
export const standingOf = (
  row: RoundRow,
  ballots: number,
  count: Count | undefined,
  { runs, smallestGroup, now }: { runs: boolean; smallestGroup: number; now: Date },
): Standing => {
  const { _id: round, number, method, statements, electors } = row;
  const status = statusAt(row, now);
  const quorum = quorumOf(row, ballots);
  const withheld = whyWithheld(row, status, ballots, runs, smallestGroup);
  const facts = {
    ...{ round, number, status, method, statements, electors, ballots, smallestGroup },
    ...(quorum && { quorum }),
    ...(withheld && { withheld }),
  };
  const winners = status === 'closed' && count ? { winners: winnersOf(count, smallestGroup) } : {};
  if (withheld === 'too-few') return { ...facts, ...winners };
  if (withheld || !count) return facts;
  const { ballots: counted, order, counts, preferred, paths } = count;
  const matrices = preferred && paths && { preferred, paths };
  return { ...facts, ...winners, counted, order, ...(counts && { counts }), ...matrices };
};
