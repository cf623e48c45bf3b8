import { meetingsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type Tx } from '@skein/service-kit';
import { noteChange } from './notices.ts';
import { holdSeats, putSeats, seatsOf } from './store.ts';

/** What those who come plan by. */
const plannedBy: ReadonlySet<string> = new Set(['startsAt', 'minutes', 'zone', 'wall', 'allDay', 'place']);

const note = async (tx: Tx, meeting: string, time: string): Promise<void> => {
  if (!(await seatsOf(tx, [meeting])).has(meeting)) return;
  await putSeats(tx, noteChange(await holdSeats(tx, meeting), new Date(time)));
};

const { meetingChanged, meetingCancelled, meetingRestored } = meetingsContract.events;

/** Notes that a meeting is otherwise than those know who answered it. */
export const changesOfMeetings = (): ConsumerDeclaration =>
  eventConsumer(
    'meeting-changes',
    on(meetingChanged, async ({ data, time }, tx) => {
      if (data.fields.some((field) => plannedBy.has(field))) await note(tx, data.meeting, time);
    }),
    on(meetingCancelled, ({ data, time }, tx) => note(tx, data.meeting, time)),
    on(meetingRestored, ({ data, time }, tx) => note(tx, data.meeting, time)),
  );
