import type { AnswerState, MeetingLetterPart } from '@skein/contracts';
import ICAL from 'ical.js';
import type { CalendarPart, Mailbox } from '../../delivery/post/mime.ts';

/** What calendar programs are told by each letter: nothing by a reminder, which would ask them again. */
const methods: Partial<Record<MeetingLetterPart, CalendarPart['method']>> = {
  answered: 'REQUEST',
  'answered-earlier': 'REQUEST',
  'moved-up': 'REQUEST',
  changed: 'REQUEST',
  restored: 'REQUEST',
  cancelled: 'CANCEL',
  'taken-away': 'CANCEL',
};

const addPerson = (
  event: ICAL.Component,
  as: 'organizer' | 'attendee',
  { name, email }: Mailbox,
): ICAL.Property => {
  const person = event.addPropertyWithValue(as, `mailto:${email}`);
  // A quotation mark has no place in a parameter.
  if (name) person.setParameter('cn', name.replaceAll('"', '’'));
  return person;
};

interface Telling {
  readonly part: MeetingLetterPart;
  readonly state: AnswerState;
  /** Where what their calendar program answers is read; none where no mail comes in. */
  readonly answerTo: string | undefined;
}

/** The calendar part of a letter, to its one reader; none for who has no entry, as who waits. */
export const calendarEntry =
  (entry: string, { part, state, answerTo }: Telling) =>
  (from: Mailbox, to: Mailbox): CalendarPart | undefined => {
    const method = methods[part];
    if (!method || state === 'waiting') return undefined;
    const calendar = new ICAL.Component(ICAL.parse(entry));
    calendar.updatePropertyWithValue('method', method);
    const event = calendar.getFirstSubcomponent('vevent');
    if (!event) throw new Error('the calendar entry of a meeting has no event');
    event.updatePropertyWithValue('status', method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED');
    addPerson(event, 'organizer', answerTo === undefined ? from : { ...from, email: answerTo });
    const reader = addPerson(event, 'attendee', to);
    reader.setParameter('role', 'REQ-PARTICIPANT');
    reader.setParameter('partstat', state === 'maybe' ? 'TENTATIVE' : 'ACCEPTED');
    if (method === 'REQUEST') reader.setParameter('rsvp', 'TRUE');
    return { method, content: `${calendar.toString()}\r\n`, ...(answerTo !== undefined && { answerTo }) };
  };
