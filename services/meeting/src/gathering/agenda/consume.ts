import { meetingsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, newId, on, type Tx } from '@skein/service-kit';
import { findMeeting, nextDate } from '../meetings/store.ts';
import { carryOn } from './decide.ts';
import { recordChanged, recordProposed } from './record.ts';
import { itemsOf, waitingInSeries } from './store.ts';

/** Takes what was not reached at closed meetings of a series on to the next date that is planned, where there is one. */
const carryOnIn = async (tx: Tx, meeting: string): Promise<void> => {
  const series = (await findMeeting(tx, meeting))?.series;
  if (!series) return;
  for (const waiting of await waitingInSeries(tx, series)) {
    const held = await findMeeting(tx, waiting.meeting);
    if (held?.status !== 'closed') continue;
    const next = await nextDate(tx, series, held.startsAt);
    if (!next) continue;
    const { carried, left } = carryOn(next, await itemsOf(tx, next._id), waiting, newId());
    await recordProposed(tx, next, carried);
    await recordChanged(tx, held, left, ['carriedTo']);
  }
};

/** What was not reached goes on to the next date of its series by itself, however late that is planned. */
export const agendaFollows = (): ConsumerDeclaration =>
  eventConsumer(
    'meeting-agenda',
    on(meetingsContract.events.meetingClosed, ({ data }, tx) => carryOnIn(tx, data.meeting)),
    on(meetingsContract.events.meetingPlanned, ({ data }, tx) => carryOnIn(tx, data.meeting)),
  );
