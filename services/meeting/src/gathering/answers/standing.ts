import { meetingsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type Tx } from '@skein/service-kit';
import { findMeeting } from '../meetings/store.ts';
import { openBook } from './book.ts';
import { standingIn } from './standing-store.ts';
import { isForThem } from './whose.ts';

/** As many as are answered for in one go. */
const atOnce = 200;

/** Those who answered a series as a whole answer a date of it that was planned since, too. */
const answerDate = async (tx: Tx, id: string): Promise<void> => {
  const meeting = await findMeeting(tx, id);
  if (!meeting?.series) return;
  let after = '';
  for (;;) {
    const rows = await standingIn(tx, meeting.series, { after, limit: atOnce });
    if (rows.length === 0) return;
    const book = await openBook(
      tx,
      id,
      rows.map(({ person }) => person),
    );
    for (const { person, answer } of rows.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      // What they said to this date itself counts.
      if (!book.mine(person) && (await isForThem(tx, meeting, person)))
        await book.answer(person, answer, { along: true });
    }
    await book.close();
    after = rows.at(-1)?._id ?? after;
  }
};

/** Takes what was said to all dates of a series for those too that are planned as time goes by. */
export const standingAnswers = (): ConsumerDeclaration =>
  eventConsumer(
    'meeting-standing-answers',
    on(meetingsContract.events.meetingPlanned, ({ data }, tx) => answerDate(tx, data.meeting)),
  );
