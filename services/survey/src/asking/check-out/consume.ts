import { isRefusal, meetingsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, type Log, newId, on } from '@skein/service-kit';
import { findInstrument, findVersion } from '../../instruments/definitions/store.ts';
import { writeOpening } from '../opening/record.ts';
import { findSurvey } from '../surveys/store.ts';
import { checkOutCloses, openCheckOut } from './decide.ts';
import { checkOutId } from './id.ts';

/** Opens the check-out of each meeting that closes and names one, once. */
export const checkOut = (log: Log): ConsumerDeclaration =>
  eventConsumer(
    'survey-check-out',
    on(meetingsContract.events.meetingClosed, async (event, tx) => {
      const { network, data, time } = event;
      if (!data.checkOut || (data.asked ?? data.present).length === 0) return;
      const id = checkOutId(data.meeting);
      if (await findSurvey(tx, id)) return;
      if (checkOutCloses(time) <= tx.now) {
        log.warn({ meeting: data.meeting }, 'a meeting closed too long ago to ask about it');
        return;
      }
      // What is wrong here may be put right and the message replayed, so it ends in the dead letters.
      const instrument = await findInstrument(tx, data.checkOut);
      if (!instrument) throw new Error(`there is no instrument ${data.checkOut} in ${network}`);
      const version = await findVersion(tx, instrument._id, instrument.published);
      const title = version?.title ?? instrument.draft.title;
      const opening = openCheckOut(event, { ...instrument, title }, id, newId);
      if (isRefusal(opening)) throw new Error(opening.detail);
      await writeOpening(tx, opening);
    }),
  );
