import ical, { type ICalCalendar, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { clockTime } from './clock-time.ts';
import type { Entry } from './events.ts';

/** How often programs should ask anew. */
const hoursBetween = 1;

const zoneBlock = (zone: string): string | null => {
  const [block] = [tzlib_get_ical_block(zone)].flat();
  return block?.startsWith('BEGIN:VTIMEZONE') ? block : null;
};

const timeOf = ({ zone, allDay }: Pick<Entry, 'zone' | 'allDay'>, wall: string) =>
  allDay ? Temporal.PlainDate.from(wall.slice(0, 10)) : clockTime(zone, wall);

/** The id of a date of all-day entries is a day, as their start is; the library writes a time. */
const wholeDays = (calendar: string): string =>
  calendar.replaceAll(/BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT/g, (entry) =>
    entry.includes('DTSTART;VALUE=DATE:')
      ? entry.replace(/RECURRENCE-ID[^:]*:(\d{8})(?:T\d{6}Z?)?/, 'RECURRENCE-ID;VALUE=DATE:$1')
      : entry,
  );

const addEntry = (calendar: ICalCalendar, entry: Entry): void => {
  const { uid, sequence, stamp, zone, title, place, joinLink, isCancelled, recurrence, repeating } = entry;
  calendar.createEvent({
    id: uid,
    sequence,
    stamp,
    lastModified: stamp,
    start: timeOf(entry, entry.start),
    end: timeOf(entry, entry.end),
    allDay: entry.allDay,
    timezone: entry.allDay || zone === 'UTC' ? null : zone,
    summary: isCancelled ? `Cancelled: ${title}` : title,
    ...(place && { location: place }),
    ...(joinLink && { url: joinLink }),
    ...(isCancelled && { status: ICalEventStatus.CANCELLED }),
    ...(recurrence && { recurrenceId: timeOf(recurrence, recurrence.wall) }),
    ...(repeating && { repeating }),
  });
};

/** One entry by itself, as a letter has it. */
export const composeEntry = (entry: Entry): string => {
  const calendar = ical({ prodId: { company: 'Skein', product: 'Skein', language: 'EN' } });
  calendar.timezone({ name: null as never, generator: zoneBlock });
  addEntry(calendar, entry);
  return `${wholeDays(calendar.toString())}\r\n`;
};

/** A calendar as its bytes: equal for equal entries, whenever it is made. */
export const composeFeed = (
  { name, address }: { readonly name: string; readonly address: string },
  entries: readonly Entry[],
): string => {
  // Without a zone of its own, so that stamps are in UTC; each entry says whose clock it is by.
  const calendar = ical({
    name,
    source: address,
    prodId: { company: 'Skein', product: 'Skein', language: 'EN' },
    ttl: hoursBetween * 60 * 60,
  });
  calendar.timezone({ name: null as never, generator: zoneBlock });
  for (const entry of entries) addEntry(calendar, entry);
  return `${wholeDays(calendar.toString())}\r\n`;
};
