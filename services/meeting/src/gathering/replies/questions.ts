import { isRefusal, repliesContract } from '@skein/contracts';
import {
  type AnsweredQuestion,
  answer,
  hostOf,
  newId,
  type ServiceContext,
  type Tx,
  transact,
} from '@skein/service-kit';
import type { z } from 'zod';
import { type Book, openBook } from '../answers/book.ts';
import { isLaterReply } from '../answers/decide.ts';
import { putStanding } from '../answers/standing-store.ts';
import { isForThem } from '../answers/whose.ts';
import { calendarIdOf } from '../dates/calendar-ids.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { SeriesRow } from '../series/row.ts';
import { holdAnswer } from './decide.ts';
import { answerFrom, mostFromOutside, outsideAnswersTo, putOutsideAnswer } from './store.ts';
import { type Meant, whichMeant } from './which.ts';

type Asked = z.output<typeof repliesContract.questions.takeReply.question>;
type Outcome = z.input<typeof repliesContract.questions.takeReply.answer>['outcome'];

/** What a program’s own clock says is believed, but never of a time to come: no later word would be heard. */
const stampOf = ({ stamp }: Asked, now: Date): Date => {
  const said = new Date(stamp);
  return said > now ? now : said;
};

const worst: readonly Outcome[] = ['taken', 'held', 'overtaken', 'closed', 'unknown'];

/** Of what became of several dates, what stands for them all. */
const altogether = (outcomes: readonly Outcome[]): Outcome =>
  worst.find((one) => outcomes.includes(one)) ?? 'unknown';

const mark = (asked: Asked, current: number, now: Date) => ({
  sequence: asked.sequence ?? current,
  stamp: stampOf(asked, now),
});

/** What calendars know the state of a meeting by. */
type SequenceOf = (row: MeetingRow) => number;

const answerOne = async (
  tx: Tx,
  { _id }: MeetingRow,
  asked: Asked,
  sequenceOf: SequenceOf,
  along: true | undefined,
): Promise<Outcome> => {
  const { person, answer: said } = asked;
  const book: Book = await openBook(tx, _id, [person]);
  const current = sequenceOf(book.meeting());
  const reply = mark(asked, current, tx.now);
  if (!isLaterReply(reply, book.mine(person)?.reply)) return 'overtaken';
  const earlier = reply.sequence < current ? true : undefined;
  const refused = await book.answer(person, said, { reply, along, earlier });
  if (isRefusal(refused)) return 'closed';
  await book.close();
  return 'taken';
};

const holdOne = async (tx: Tx, meeting: MeetingRow, asked: Asked): Promise<Outcome> => {
  const { from, person: through, answer: said } = asked;
  if (!from || meeting.cancelled || meeting.status === 'closed') return 'closed';
  const before = await answerFrom(tx, meeting._id, from.email);
  if (!before && (await outsideAnswersTo(tx, meeting._id)).length >= mostFromOutside) return 'closed';
  const place = { _id: newId(), network: tx.network, meeting: meeting._id, email: from.email, through };
  const stamp = stampOf(asked, tx.now);
  const row = holdAnswer(before, place, meeting, { answer: said, name: from.name, stamp, now: tx.now });
  if (!row) return 'overtaken';
  await putOutsideAnswer(tx, row);
  return 'held';
};

/** Takes what somebody’s own program says, for each of the meetings that it is about. */
const answerAll = async (
  tx: Tx,
  { meetings, series }: Meant,
  asked: Asked,
  sequenceOf: SequenceOf,
): Promise<Outcome> => {
  const { person, recurrence, answer: said } = asked;
  tx.concerned.add(person);
  const outcomes: Outcome[] = [];
  for (const [index, one] of meetings.entries())
    outcomes.push(await answerOne(tx, one, asked, sequenceOf, index ? true : undefined));
  const outcome = altogether(outcomes);
  if (series && !recurrence && outcome === 'taken')
    await putStanding(tx, {
      person,
      series: series._id,
      community: series.community,
      answer: said,
      at: tx.now,
    });
  return outcome;
};

/** Takes the answers of calendar programs: of who was invited theirs, of anybody else as one that the host decides on. */
export const replyQuestions = (context: ServiceContext): AnsweredQuestion[] => [
  answer(repliesContract.questions.takeReply, async (asked) => {
    const { network, person, from } = asked;
    const now = context.now();
    const host = hostOf(context.config, network);
    const sequenceIn =
      (series: SeriesRow | undefined): SequenceOf =>
      (row) =>
        calendarIdOf(row, series, host).sequence;
    const outcome = await transact(context, { network, now }, async (tx): Promise<Outcome> => {
      const meant = await whichMeant(tx, host, asked, now);
      const [first] = meant.meetings;
      if (!first || !(await isForThem(tx, first, person))) return 'unknown';
      if (from) return holdOne(tx, first, asked);
      return answerAll(tx, meant, asked, sequenceIn(meant.series));
    });
    return { outcome: isRefusal(outcome) ? 'closed' : outcome };
  }),
];
