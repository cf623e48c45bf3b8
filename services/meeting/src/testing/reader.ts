import ICAL from 'ical.js';

/** A date as a calendar program shows it. */
export interface ReadDate {
  readonly uid: string;
  readonly at: string;
  readonly title: string;
}

const eventsIn = (calendar: ICAL.Component): ICAL.Event[] =>
  calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

const occurrences = (event: ICAL.Event, upTo: Date): ReadDate[] => {
  const { uid } = event;
  if (!event.isRecurring())
    return [{ uid, at: event.startDate.toJSDate().toISOString(), title: event.summary }];
  const found: ReadDate[] = [];
  const dates = event.iterator();
  for (let next = dates.next(); next; next = dates.next()) {
    if (next.toJSDate() > upTo) break;
    const { startDate, item } = event.getOccurrenceDetails(next);
    found.push({ uid, at: startDate.toJSDate().toISOString(), title: item.summary });
  }
  return found;
};

/** What an independent reader finds in a calendar up to a moment, in order of time. */
export const readCalendar = (text: string, upTo: Date): ReadDate[] => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = eventsIn(calendar);
  const masters = events.filter((event) => !event.isRecurrenceException());
  for (const own of events.filter((event) => event.isRecurrenceException()))
    masters.find(({ uid }) => uid === own.uid)?.relateException(own);
  return masters
    .flatMap((event) => occurrences(event, upTo))
    .toSorted((a, b) => a.at.localeCompare(b.at) || a.uid.localeCompare(b.uid));
};
