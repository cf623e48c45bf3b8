import { type AnswerState, type MeetingAnswer, type Refusal, refuse } from '@skein/contracts';
import type { MeetingRow } from '../meetings/row.ts';
import type { AnswerRow, Reply, SeatsRow } from './row.ts';

/** What of a meeting it takes to decide on answers to it. */
export type Answerable = Pick<
  MeetingRow,
  '_id' | 'network' | 'version' | 'status' | 'startsAt' | 'minutes' | 'capacity' | 'cancelled'
>;

/** The answers to a meeting after a change: the numbers, and the one that changed. */
export interface Answered {
  readonly seats: SeatsRow;
  readonly row: AnswerRow;
}

/** The numbers of a meeting that nobody has answered. */
export const unanswered = (network: string, meeting: string): SeatsRow => ({
  ...{ _id: meeting, network, version: 0 },
  ...{ seated: 0, waiting: 0, maybe: 0, no: 0, turns: 0 },
});

/** Why a meeting cannot be answered any more. */
export const refuseAnswer = (
  { status, startsAt, minutes, cancelled }: Answerable,
  now: Date,
): Refusal | undefined => {
  if (cancelled) return refuse('closed', 'The meeting is cancelled: there is nothing to answer.');
  const isOver = startsAt.getTime() + minutes * 60_000 <= now.getTime();
  return status === 'closed' || isOver
    ? refuse('closed', 'The meeting is over: nobody can answer it any more.')
    : undefined;
};

/** How many seats are free; undefined where there is room for all. */
export const seatsLeft = ({ capacity }: Answerable, { seated }: SeatsRow): number | undefined =>
  capacity === undefined ? undefined : Math.max(0, capacity - seated);

/** The numbers once an answer that said `from` says `to`. */
export const counted = (
  seats: SeatsRow,
  from: AnswerState | undefined,
  to: AnswerState | undefined,
): SeatsRow => {
  const less = from ? { ...seats, [from]: seats[from] - 1 } : seats;
  return to ? { ...less, [to]: less[to] + 1 } : less;
};

const saysYes = (state: AnswerState | undefined): boolean => state === 'seated' || state === 'waiting';

/** Nobody passes those who wait: while somebody does, a yes goes to the end of the list. */
const stateOfYes = (meeting: Answerable, seats: SeatsRow): AnswerState =>
  seats.waiting === 0 && seatsLeft(meeting, seats) !== 0 ? 'seated' : 'waiting';

/** Takes somebody’s answer. The same answer again changes nothing, and keeps their place on the waiting list. */
export const giveAnswer = (
  meeting: Answerable,
  seats: SeatsRow,
  before: AnswerRow | undefined,
  { person, answer, now }: { readonly person: string; readonly answer: MeetingAnswer; readonly now: Date },
): Answered | Refusal => {
  const refused = refuseAnswer(meeting, now);
  if (refused) return refused;
  const same = answer === 'yes' ? saysYes(before?.state) : before?.state === answer && !before.removed;
  if (before && same) return { seats, row: before };
  const state = answer === 'yes' ? stateOfYes(meeting, seats) : answer;
  const turns = seats.turns + 1;
  const { _id, network } = meeting;
  return {
    seats: { ...counted(seats, before?.state, state), turns },
    row: {
      ...{ _id: `${person}.${_id}`, network, version: (before?.version ?? 0) + 1 },
      ...{ meeting: _id, person, state, turn: turns, at: now },
      ...(before?.reply && { reply: before.reply }),
    },
  };
};

/** Whether what a calendar program sent comes after what was taken of it: mail comes in any order, and twice. */
export const isLaterReply = (one: Reply, taken: Reply | undefined): boolean =>
  !taken || one.sequence > taken.sequence || (one.sequence === taken.sequence && one.stamp > taken.stamp);

/** Takes somebody’s seat, or place on the waiting list, away, as a host does. */
export const takeAway = (
  meeting: Answerable,
  seats: SeatsRow,
  before: AnswerRow,
  now: Date,
): Answered | Refusal => {
  const refused = refuseAnswer(meeting, now);
  if (refused) return refused;
  const { movedUpAt: _, ...rest } = before;
  const row: AnswerRow = { ...rest, version: before.version + 1, state: 'no', at: now, removed: true };
  return { seats: counted(seats, before.state, 'no'), row };
};

/** How many of those who wait can have a seat. */
export const vacancies = (meeting: Answerable, seats: SeatsRow, now: Date): number =>
  refuseAnswer(meeting, now) ? 0 : Math.min(seats.waiting, seatsLeft(meeting, seats) ?? seats.waiting);

/** Gives a seat to somebody who waits. */
export const moveUp = (seats: SeatsRow, before: AnswerRow, now: Date): Answered => ({
  seats: counted(seats, 'waiting', 'seated'),
  row: { ...before, version: before.version + 1, state: 'seated', movedUpAt: now },
});

const people = (many: number): string =>
  many === 1 ? 'One person has a seat' : `${many} people have a seat`;

/** The meeting with another number of seats; lowering it throws nobody out. */
export const changeCapacity = <M extends Answerable>(
  meeting: M,
  { seated }: SeatsRow,
  capacity: number | null,
  now: Date,
): M | Refusal => {
  const refused = refuseAnswer(meeting, now);
  if (refused) return refused;
  if (capacity !== null && capacity < seated)
    return refuse(
      'conflict',
      `${people(seated)}, so there cannot be fewer than ${seated}. Take seats away first, of whom you choose.`,
      ['capacity', `is below the ${seated} that are taken`],
    );
  const { capacity: before, ...rest } = meeting;
  if (before === (capacity ?? undefined)) return meeting;
  return { ...rest, ...(capacity !== null && { capacity }), version: meeting.version + 1 } as M;
};

const rank: readonly AnswerState[] = ['seated', 'waiting', 'maybe', 'no'];

/** Of two answers of somebody who was there twice, the one that counts: the better place, then the earlier. */
export const betterOf = (one: AnswerRow, other: AnswerRow): AnswerRow => {
  const difference = rank.indexOf(one.state) - rank.indexOf(other.state) || one.turn - other.turn;
  return difference <= 0 ? one : other;
};
