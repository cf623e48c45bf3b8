import {
  type Actor,
  answersContract,
  type Coming,
  isRefusal,
  may,
  meetingsContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { datesAhead, findMeeting, meetingsAmong, putMeeting } from '../meetings/store.ts';
import { type Book, openBook } from './book.ts';
import { changeCapacity, unanswered } from './decide.ts';
import { presentComing, presentPerson } from './present.ts';
import type { AnswerRow, SeatsRow } from './row.ts';
import { answersOf, listAnswers, seatsOf, waitingBefore } from './store.ts';
import { takingAnswers } from './together.ts';

/** As many dates of a series as are answered at once. */
const mostDates = 100;

/** Whom a meeting is for: everybody in the network, or who may read what its communities hold. */
const isFor = ({ audience, community, withCommunities = [] }: MeetingRow, actor: Actor): boolean =>
  audience === 'network' ||
  [community, ...withCommunities].some((one) => may(actor, 'meeting.read', { community: one }));

/** The meeting, if it is there and for them. */
const theirs = async (
  reader: Reader,
  id: string,
  actor: Actor | undefined,
): Promise<{ readonly row: MeetingRow; readonly person: string } | Refusal> => {
  const row = await findMeeting(reader, id);
  if (!row) return missing('meeting', id);
  if (actor && isFor(row, actor)) return { row, person: actor.person };
  return refuse('forbidden', 'The meeting is for those who belong to the communities that hold it.');
};

/** Who comes, as this person sees it in the book. */
const comingIn = async (book: Book, person: string | undefined, now: Date): Promise<Coming> => {
  if (person === undefined) return presentComing(book.meeting(), book.seats(), now);
  const mine = { row: book.mine(person), place: await book.place(person) };
  return presentComing(book.meeting(), book.seats(), now, mine);
};

/** Who comes to these meetings, as this person sees it. */
const comingTo = async (
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

const saveCapacity = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await putMeeting(tx, row);
  const { _id, network, version, community, withCommunities, kind, startsAt, minutes } = row;
  const together = withCommunities?.length ? { withCommunities } : {};
  const data = {
    ...{ meeting: _id, community, ...together, kind, startsAt: startsAt.toISOString(), minutes },
    fields: ['capacity'],
  };
  tx.record(meetingsContract.events.meetingChanged, { network, subject: _id, version, data });
};

export const answerRoutes = (context: ServiceContext): Implementation[] => {
  const take = takingAnswers<Coming>(context);
  return [
    handle(answersContract.routes.answerMeeting, async ({ actor, body, network, now, once, reader, params }) => {
      const found = await theirs(reader, params.id, actor);
      if (isRefusal(found)) return found;
      const { row, person } = found;
      const { answer, dates } = body;
      if (dates === 'one')
        return take(network, row._id, { person, answer, once, reply: (book) => comingIn(book, person, now) });
      if (!row.series)
        return refuse('invalid-request', 'This meeting is not one of a series: answer this one.', [
          'dates',
          'is one, where there is no series',
        ]);
      const from = dates === 'following' ? row.startsAt : now;
      const ahead = await datesAhead(reader, row.series, from, mostDates);
      const others = ahead.map(({ _id }) => _id).filter((id) => id !== row._id);
      return transact(context, { network, now }, (tx) =>
        once(tx, async () => {
          // In one order always, so that two who answer the same dates wait for each other and never in a circle.
          const books = await inTurn([row._id, ...others].toSorted(), (id) => openBook(tx, id, [person]));
          let reply: Coming | Refusal | undefined;
          for (const book of books) {
            const isThis = book.meeting()._id === row._id;
            const refused = await book.answer(person, answer, isThis ? {} : { along: true });
            if (refused && isThis) return refused;
            if (isThis) reply = await comingIn(book, person, now);
            await book.close();
          }
          tx.concerned.add(person);
          return reply ?? missing('meeting', row._id);
        }),
      );
    }),

    read(answersContract.routes.readComing, async ({ actor, now, reader, params }) => {
      const found = await theirs(reader, params.id, actor);
      if (isRefusal(found)) return found;
      const [coming] = await comingTo(reader, [found.row], found.person, now);
      return coming ?? missing('meeting', params.id);
    }),

    read(answersContract.routes.listPeopleComing, async ({ reader, params, query, deny }) => {
      const row = await findMeeting(reader, params.id);
      if (!row) return missing('meeting', params.id);
      const denied = deny('meeting.plan', { community: row.community });
      return denied ?? listAnswers(reader, { ...query, meeting: row._id }, presentPerson);
    }),

    read(answersContract.routes.listMyAnswers, async ({ actor, now, reader, query }) => {
      if (!actor) return { items: [] };
      const found = await meetingsAmong(reader, query.meetings);
      const own = found.filter((row) => isFor(row, actor));
      return { items: await comingTo(reader, own, actor.person, now) };
    }),

    write(answersContract.routes.removeFromMeeting, async ({ actor, now, params, deny, tx }) => {
      const meeting = await findMeeting(tx, params.id);
      if (!meeting) return missing('meeting', params.id);
      const denied = deny('meeting.plan', { community: meeting.community });
      if (denied) return denied;
      const book = await openBook(tx, meeting._id, [params.person, ...(actor ? [actor.person] : [])]);
      const before = book.mine(params.person);
      if (!before) return missing('answer of this person', params.person);
      const refused = await book.remove(before);
      if (refused) return refused;
      await book.close();
      return comingIn(book, actor?.person, now);
    }),

    write(answersContract.routes.changeCapacity, async ({ actor, body, ifMatch, now, params, deny, tx }) => {
      const found = await findMeeting(tx, params.id);
      if (!found) return missing('meeting', params.id);
      const denied = deny('meeting.plan', { community: found.community });
      const stale = denied ?? staleUnless(ifMatch, found.version);
      if (stale) return stale;
      const book = await openBook(tx, found._id, actor ? [actor.person] : []);
      const after = changeCapacity(found, book.seats(), body.capacity, now);
      if (isRefusal(after)) return after;
      if (after !== found) await saveCapacity(tx, after);
      await book.changed(after);
      await book.close();
      return comingIn(book, actor?.person, now);
    }),
  ];
};

/** One after the other, as a transaction does. */
const inTurn = async <T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> => {
  const done: R[] = [];
  for (const one of all) done.push(await work(one));
  return done;
};
