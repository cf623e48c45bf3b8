import { meetingsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, newId, on } from '@skein/service-kit';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { draftMinutes } from './decide.ts';
import { recordDrafted } from './record.ts';
import { minutesOf } from './store.ts';

/** A meeting that is closed has minutes. */
export const minutesFollow = (): ConsumerDeclaration =>
  eventConsumer(
    'meeting-minutes',
    on(meetingsContract.events.meetingClosed, async ({ data, time }, tx) => {
      const meeting = await findMeeting(tx, data.meeting);
      if (!meeting || (await minutesOf(tx, data.meeting))) return;
      await recordDrafted(tx, meeting, draftMinutes(meeting, new Date(time), newId()));
    }),
  );
