import { answersContract, isRefusal, type MeetingAnswer, type Refusal } from '@skein/contracts';
import type { Merging, Tx } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import {
  type Answered,
  betterOf,
  counted,
  giveAnswer,
  isLaterReply,
  moveUp,
  takeAway,
  vacancies,
} from './decide.ts';
import { beginTelling } from './notices.ts';
import type { AnswerRow, Reply, SeatsRow } from './row.ts';
import { answersOf, firstWaiting, holdSeats, putAnswers, putSeats, waitingBefore } from './store.ts';

const { answerGiven, seatPassedOn, seatTakenAway } = answersContract.events;
type Told = typeof answerGiven | typeof seatPassedOn | typeof seatTakenAway;

/** How an answer came: along with that to another date, or from a calendar program. */
export interface Came {
  readonly along?: true | undefined;
  readonly reply?: Reply;
  /** The reply is to the meeting as it was before a change. */
  readonly earlier?: true | undefined;
}

/**
 * A meeting’s answers while one transaction has them: it reads what those who ask have answered, and writes all changes
 * at once when it is closed, so that many answers cost little more than one.
 */
export const openBook = async (tx: Tx, id: string, people: readonly string[]) => {
  // The first of all: so another process that would change them too waits here, and not at the end.
  let seats = await holdSeats(tx, id);
  const found = await findMeeting(tx, id);
  if (!found) throw new Error(`there are answers to ${id}, which is no meeting`);
  let meeting: MeetingRow = found;
  const rows = new Map((await answersOf(tx, [id], people)).map((row) => [row._id, row]));
  const stored = new Set(rows.keys());
  const changed = new Map<string, AnswerRow>();
  const gone = new Set<string>();

  const idOf = (person: string): string => `${person}.${id}`;

  const put = (answered: Answered, event: Told, more: Came = {}): void => {
    const { row } = answered;
    seats = beginTelling(answered.seats, meeting, tx.now);
    rows.set(row._id, row);
    changed.set(row._id, row);
    const { network, community, withCommunities } = meeting;
    const { _id: subject, version, person, state } = row;
    const together = withCommunities?.length ? { withCommunities } : {};
    const { along, earlier, reply } = more;
    const came = { along, earlier, ...(reply && { by: 'calendar' as const }) };
    const data = { meeting: id, community, ...together, person, state, ...came };
    tx.record(event, { network, subject, version, data });
  };

  const fill = async (): Promise<void> => {
    const free = vacancies(meeting, seats, tx.now);
    if (free === 0) return;
    const except = [...changed.keys(), ...gone];
    const waiting = await firstWaiting(tx, id, { except, limit: free });
    const written = [...changed.values()].filter(({ state }) => state === 'waiting');
    const next = [...waiting, ...written].toSorted((a, b) => a.turn - b.turn).slice(0, free);
    for (const { _id } of waiting) stored.add(_id);
    for (const row of next) put(moveUp(seats, row, tx.now), seatPassedOn);
  };

  return {
    meeting: (): MeetingRow => meeting,
    seats: (): SeatsRow => seats,
    mine: (person: string): AnswerRow | undefined => rows.get(idOf(person)),

    /** Takes an answer; a seat that it gives back is the next one’s. */
    answer: async (person: string, answer: MeetingAnswer, came?: Came): Promise<Refusal | undefined> => {
      const before = rows.get(idOf(person));
      const reply = came?.reply;
      if (reply && !isLaterReply(reply, before?.reply)) return undefined;
      const given = giveAnswer(meeting, seats, before, { person, answer, now: tx.now });
      if (isRefusal(given)) return given;
      const row = reply ? { ...given.row, reply } : given.row;
      if (given.row === before) {
        rows.set(row._id, row);
        if (reply) changed.set(row._id, row);
        return undefined;
      }
      put({ ...given, row }, answerGiven, came);
      await fill();
      return undefined;
    },

    /** Takes away what somebody has, as a host does. */
    remove: async (row: AnswerRow): Promise<Refusal | undefined> => {
      const taken = takeAway(meeting, seats, row, tx.now);
      if (isRefusal(taken)) return taken;
      put(taken, seatTakenAway);
      await fill();
      return undefined;
    },

    /** The meeting has another number of seats; who waits moves up into them. */
    changed: async (after: MeetingRow): Promise<void> => {
      meeting = after;
      await fill();
    },

    /** Somebody is forgotten, or is somebody else, who has `instead`. */
    forget: async (row: AnswerRow, instead?: AnswerRow): Promise<void> => {
      rows.delete(row._id);
      gone.add(row._id);
      const before = instead && rows.get(instead._id);
      seats = counted(counted(seats, row.state, undefined), before?.state, instead?.state);
      if (instead) {
        rows.set(instead._id, instead);
        changed.set(instead._id, instead);
      }
      await fill();
    },

    /** Where somebody is on the waiting list. */
    place: async (person: string): Promise<number | undefined> => {
      const row = rows.get(idOf(person));
      if (row?.state !== 'waiting') return undefined;
      if (row.turn === seats.turns) return seats.waiting;
      const before = [...changed.values()].filter(
        ({ state, turn }) => state === 'waiting' && turn < row.turn,
      );
      const except = [...changed.keys(), ...gone];
      return 1 + before.length + (await waitingBefore(tx, id, { turn: row.turn, except }));
    },

    /** Writes it all. */
    close: async (): Promise<void> => {
      const all = [...changed.values()];
      await putAnswers(tx, {
        added: all.filter(({ _id }) => !stored.has(_id)),
        changed: all.filter(({ _id }) => stored.has(_id)),
        gone: [...gone],
      });
      await putSeats(tx, seats);
    },
  };
};

export type Book = Awaited<ReturnType<typeof openBook>>;

/** Somebody is forgotten: their seat is the next one’s. */
export const eraseAnswer = async (tx: Tx, row: AnswerRow): Promise<void> => {
  const book = await openBook(tx, row.meeting, []);
  await book.forget(row);
  await book.close();
};

/** Somebody turned out to be another one twice: they keep the better of both places, and the other is the next one’s. */
export const mergeAnswer = async (tx: Tx, row: AnswerRow, { kept }: Merging): Promise<void> => {
  const book = await openBook(tx, row.meeting, [kept]);
  const theirs = book.mine(kept);
  const better = theirs ? betterOf(theirs, row) : row;
  const version = Math.max(row.version, theirs?.version ?? 0) + 1;
  await book.forget(row, { ...better, _id: `${kept}.${row.meeting}`, person: kept, version });
  await book.close();
};
