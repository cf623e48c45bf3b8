import type { MeetingAnswer, Refusal } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { comingOf } from '../meetings/store.ts';
import { type Book, openBook } from './book.ts';
import { putStanding } from './standing-store.ts';

/** As many dates of a series as are answered at once. */
const mostDates = 100;

interface Given {
  readonly person: string;
  readonly answer: MeetingAnswer;
  /** This date and those that follow, or all from now on. */
  readonly dates: 'following' | 'all';
}

/** Answers several dates of a series alike, and those that are planned later; what `reply` says is of the one that was named, whose refusal is of all. */
export const answerDates = async <T>(
  tx: Tx,
  { _id: named, startsAt, community }: MeetingRow,
  series: string,
  { person, answer, dates }: Given,
  reply: (book: Book) => Promise<T>,
): Promise<T | Refusal> => {
  const from = dates === 'following' ? startsAt : tx.now;
  const ahead = (await comingOf(tx, series, from)).slice(0, mostDates);
  const others = new Set(ahead.map(({ _id }) => _id));
  others.delete(named);
  const book = await openBook(tx, named, [person]);
  const refused = await book.answer(person, answer);
  if (refused) return refused;
  const said = await reply(book);
  await book.close();
  for (const id of others) {
    const other = await openBook(tx, id, [person]);
    // One that is cancelled stays as it is.
    await other.answer(person, answer, { along: true });
    await other.close();
  }
  await putStanding(tx, { person, series, community, answer, at: tx.now });
  tx.concerned.add(person);
  return said;
};
