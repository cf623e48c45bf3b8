import type { MeetingAnswer, Refusal } from '@skein/contracts';
import {
  answerTogether,
  gather,
  type ServiceContext,
  type SharedRequest,
  transact,
} from '@skein/service-kit';
import { type Book, openBook } from './book.ts';

/** An answer on its way. */
export interface Asked<T> {
  readonly person: string;
  readonly answer: MeetingAnswer;
  readonly shared: SharedRequest;
  readonly reply: (book: Book) => Promise<T>;
}

/** As many answers as one transaction takes. */
const most = 100;

/**
 * Takes answers to a meeting: those that come while others are being written go together in the next transaction, in the
 * order in which they came. Each on its own would wait for all that are there, and most would be begun in vain.
 */
export const takingAnswers = <T>(context: ServiceContext) => {
  type Place = (asked: Asked<T>) => Promise<T | Refusal>;
  const places = new Map<string, { take: Place; waiting: number }>();

  const takeAll = (network: string, meeting: string, all: readonly Asked<T>[]) =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const people = [...new Set(all.map(({ person }) => person))];
      const book = await openBook(tx, meeting, people);
      const replies = await answerTogether<T>(
        tx,
        all.map(({ person, answer, shared, reply }) => ({
          shared,
          concerned: [person],
          work: async () => (await book.answer(person, answer)) ?? reply(book),
        })),
      );
      await book.close();
      return new Map(all.map((asked, place) => [asked, replies[place]]));
    });

  const placeOf = (network: string, meeting: string): Place => {
    const take = gather((all: readonly Asked<T>[]) => takeAll(network, meeting, all), most);
    return async (asked) => {
      const reply = (await take(asked)).get(asked);
      if (reply === undefined) throw new Error('an answer was taken and has no reply');
      return reply;
    };
  };

  return async (network: string, meeting: string, asked: Asked<T>): Promise<T | Refusal> => {
    const key = `${network} ${meeting}`;
    const place = places.get(key) ?? { take: placeOf(network, meeting), waiting: 0 };
    places.set(key, place);
    place.waiting += 1;
    try {
      return await place.take(asked);
    } finally {
      place.waiting -= 1;
      if (place.waiting === 0) places.delete(key);
    }
  };
};
