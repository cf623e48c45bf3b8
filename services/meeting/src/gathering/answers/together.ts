import { AsyncLocalStorage } from 'node:async_hooks';
import type { MeetingAnswer, Refusal } from '@skein/contracts';
import { gatherEach, lookUpReplies, type ServiceContext, type Tx, transact } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting } from '../meetings/store.ts';
import { type Book, openBook } from './book.ts';

/** An answer on its way: `once` keeps the reply for its key, as of every request, under `replyId`. */
export interface Asked<T> {
  readonly network: string;
  readonly meeting: string;
  readonly person: string;
  readonly answer: MeetingAnswer;
  readonly once: (tx: Tx, work: () => Promise<T | Refusal>) => Promise<T | Refusal>;
  readonly replyId: string | undefined;
  readonly reply: (book: Book) => Promise<T>;
  /** Why they cannot answer it, of a meeting that may not be there. */
  readonly refusal: (meeting: MeetingRow | null) => Refusal | undefined;
}

/** As many answers as one transaction takes. */
const most = 100;

/**
 * Takes answers to a meeting: those that come while others are being written go together in the next transaction, in the
 * order in which they came. Each on its own would wait for all that are there, and most would be begun in vain.
 */
export const takingAnswers = <T>(context: ServiceContext) => {
  const takeAll = async (network: string, meeting: string, asked: readonly Asked<T>[]) => {
    const found = await findMeeting(context.readerOf(network), meeting);
    const refused = new Map<Asked<T>, T | Refusal>();
    const taken: Asked<T>[] = [];
    for (const one of asked) {
      const refusal = one.refusal(found);
      if (refusal) refused.set(one, refusal);
      else taken.push(one);
    }
    return taken.length ? new Map([...refused, ...(await write(network, meeting, taken))]) : refused;
  };

  const write = (network: string, meeting: string, all: readonly Asked<T>[]) =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const people = [...new Set(all.map(({ person }) => person))];
      const book = await openBook(tx, meeting, people);
      await lookUpReplies(
        tx,
        all.flatMap(({ replyId }) => replyId ?? []),
      );
      const replies = new Map<Asked<T>, T | Refusal>();
      for (const asked of all) {
        // Its audit line names the meeting and whoever answered, and none of the others.
        const own: Tx = { ...tx, concerned: new Set([asked.person]) };
        const work = async () => (await book.answer(asked.person, asked.answer)) ?? asked.reply(book);
        replies.set(asked, await asked.once(own, work));
      }
      await book.close();
      return replies;
    });

  const take = gatherEach(
    ({ network, meeting }: Asked<T>) => `${network} ${meeting}`,
    (all, { network, meeting }) => takeAll(network, meeting, all),
    most,
  );

  return async (asked: Asked<T>): Promise<T | Refusal> => {
    // Each is written with the trace of its own request, whoever’s transaction it is in.
    const inItsOwn = AsyncLocalStorage.snapshot();
    const one: Asked<T> = { ...asked, once: (tx, work) => inItsOwn(() => asked.once(tx, work)) };
    const reply = (await take(one)).get(one);
    if (reply === undefined) throw new Error('an answer was taken and has no reply');
    return reply;
  };
};
