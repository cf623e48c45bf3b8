import {
  type Actor,
  answersContract,
  type Coming,
  isRefusal,
  may,
  type Refusal,
  refuse,
} from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  staleUnless,
  transact,
  write,
} from '@skein/service-kit';
import { saveChange } from '../meetings/record.ts';
import type { MeetingRow } from '../meetings/row.ts';
import { findMeeting, meetingsAmong } from '../meetings/store.ts';
import { namesOf } from '../people/ask.ts';
import { type Book, openBook } from './book.ts';
import { comingIn, comingTo } from './coming.ts';
import { answerDates } from './dates.ts';
import { changeCapacity } from './decide.ts';
import { named, presentPerson } from './present.ts';
import { listAnswers } from './store.ts';
import { takingAnswers } from './together.ts';

/** Whom a meeting is for: everybody in the network, or who may read what its communities hold. */
const isFor = ({ audience, community, withCommunities = [] }: MeetingRow, actor: Actor): boolean =>
  audience === 'network' ||
  [community, ...withCommunities].some((one) => may(actor, 'meeting.read', { community: one }));

/** Why somebody cannot answer a meeting, which may not be there. */
const refusalTo = (row: MeetingRow | null, id: string, actor: Actor | undefined): Refusal | undefined => {
  if (!row) return missing('meeting', id);
  if (actor && isFor(row, actor)) return undefined;
  return refuse('forbidden', 'The meeting is for those who belong to the communities that hold it.');
};

export const answerRoutes = (context: ServiceContext): Implementation[] => {
  const take = takingAnswers<Coming>(context);
  return [
    handle(
      answersContract.routes.answerMeeting,
      async ({ actor, body, network, now, once, reader, replyId, params }) => {
        if (!actor) return refuse('unauthenticated', 'Sign in first.');
        const { person } = actor;
        const { answer, dates } = body;
        const reply = (book: Book) => comingIn(book, person, now);
        const refusal = (row: MeetingRow | null) => refusalTo(row, params.id, actor);
        if (dates === 'one')
          return take({ network, meeting: params.id, person, answer, once, replyId, reply, refusal });
        const row = await findMeeting(reader, params.id);
        if (!row) return missing('meeting', params.id);
        const refused = refusal(row);
        if (refused) return refused;
        const { series } = row;
        if (!series)
          return refuse('invalid-request', 'This meeting is not one of a series: answer this one.', [
            'dates',
            'is one, where there is no series',
          ]);
        return transact(context, { network, now }, (tx) =>
          once(tx, () => answerDates(tx, row, series, { person, answer, dates }, reply)),
        );
      },
    ),

    read(answersContract.routes.readComing, async ({ actor, now, reader, params }) => {
      const row = await findMeeting(reader, params.id);
      const refused = refusalTo(row, params.id, actor);
      if (!row || !actor || refused) return refused ?? missing('meeting', params.id);
      const [coming] = await comingTo(reader, [row], actor.person, now);
      return coming ?? missing('meeting', params.id);
    }),

    read(answersContract.routes.listPeopleComing, async ({ reader, params, query, deny }) => {
      const row = await findMeeting(reader, params.id);
      if (!row) return missing('meeting', params.id);
      const denied = deny('meeting.plan', { community: row.community });
      if (denied) return denied;
      const found = await listAnswers(reader, { ...query, meeting: row._id }, presentPerson);
      if (isRefusal(found)) return found;
      // Without membership they are there, and not by name.
      const names = await namesOf(
        context,
        row.network,
        found.items.map(({ person }) => person),
      );
      return isRefusal(names) ? found : { ...found, items: found.items.map((one) => named(one, names)) };
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
      if (after !== found) await saveChange(tx, after, ['capacity']);
      await book.changed(after);
      await book.close();
      return comingIn(book, actor?.person, now);
    }),
  ];
};
