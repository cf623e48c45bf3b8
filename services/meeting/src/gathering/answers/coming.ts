import type { Coming } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import type { Book } from './book.ts';
import { unanswered } from './decide.ts';
import { presentComing } from './present.ts';
import type { AnswerRow, SeatsRow } from './row.ts';
import { answersOf, seatsOf, waitingBefore } from './store.ts';

/** Who comes, as this person sees it in the book. */
export const comingIn = async (book: Book, person: string | undefined, now: Date): Promise<Coming> => {
  if (person === undefined) return presentComing(book.meeting(), book.seats(), now);
  const mine = { row: book.mine(person), place: await book.place(person) };
  return presentComing(book.meeting(), book.seats(), now, mine);
};

/** Who comes to these meetings, as this person sees it. */
export const comingTo = async (
  reader: Reader,
  meetings: readonly MeetingRow[],
  person: string,
  now: Date,
): Promise<Coming[]> => {
  const ids = meetings.map(({ _id }) => _id);
  const [seats, answers] = await Promise.all([seatsOf(reader, ids), answersOf(reader, ids, [person])]);
  const own = new Map(answers.map((row) => [row.meeting, row]));
  const placeOf = async (row: AnswerRow | undefined): Promise<number | undefined> =>
    row?.state === 'waiting' ? 1 + (await waitingBefore(reader, row.meeting, row)) : undefined;
  return Promise.all(
    meetings.map(async (meeting) => {
      const row = own.get(meeting._id);
      const numbers: SeatsRow = seats.get(meeting._id) ?? unanswered(reader.network, meeting._id);
      return presentComing(meeting, numbers, now, { row, place: await placeOf(row) });
    }),
  );
};
