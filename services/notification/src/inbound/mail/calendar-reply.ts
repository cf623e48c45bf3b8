import { EmailAddress, Instant, type MeetingAnswer, type Recurrence, WallTime } from '@skein/contracts';
import ICAL from 'ical.js';

/** One entry of what a calendar program answered. */
export interface CalendarReply {
  readonly uid: string;
  readonly recurrence?: Recurrence;
  readonly answer: MeetingAnswer;
  readonly sequence?: number;
  readonly stamp?: string;
  /** Who answers, as the program has them. */
  readonly attendee?: string;
}

const answers: Readonly<Record<string, MeetingAnswer>> = {
  ACCEPTED: 'yes',
  TENTATIVE: 'maybe',
  DECLINED: 'no',
};

/** As many entries as one answer may hold. */
const most = 60;

const zonesIn = (calendar: ICAL.Component): ReadonlyMap<string, ICAL.Timezone> =>
  new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone];
    }),
  );

const momentOf = (time: ICAL.Time, zone: ICAL.Timezone | undefined): string | undefined => {
  const placed = time.clone();
  if (zone) placed.zone = zone;
  else if (time.zone !== ICAL.Timezone.utcTimezone) return undefined;
  return Instant.safeParse(placed.toJSDate().toISOString()).data;
};

/** The date that is meant, as far as the program says: a moment, what a clock shows, or no more than a day. */
const recurrenceOf = (
  event: ICAL.Component,
  zones: ReadonlyMap<string, ICAL.Timezone>,
): Recurrence | undefined => {
  const property = event.getFirstProperty('recurrence-id');
  const time = property?.getFirstValue();
  if (!property || !(time instanceof ICAL.Time)) return undefined;
  const digits = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(time.year).padStart(4, '0')}-${digits(time.month)}-${digits(time.day)}`;
  if (time.isDate) return { day };
  const name = property.getFirstParameter('tzid') || undefined;
  const at = momentOf(time, name === undefined ? undefined : zones.get(name));
  const wall = WallTime.safeParse(`${day}T${digits(time.hour)}:${digits(time.minute)}`).data;
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  return {
    ...(at && { at }),
    ...(wall && !isUtc && { wall }),
    ...(name && { zone: name.replace(/^\/.*?\/(?=[A-Z][A-Za-z]+\/[A-Z])/, '').slice(0, 200) }),
  };
};

const attendeeOf = (attendee: ICAL.Property): string | undefined => {
  const candidates = [attendee.getFirstValue(), attendee.getFirstParameter('email')];
  for (const one of candidates) {
    const address = EmailAddress.safeParse(String(one ?? '').replace(/^mailto:/i, ''));
    if (address.success) return address.data;
  }
  return undefined;
};

const replyOf = (
  event: ICAL.Component,
  zones: ReadonlyMap<string, ICAL.Timezone>,
): CalendarReply | undefined => {
  const uid = event.getFirstPropertyValue('uid');
  const [attendee, another] = event.getAllProperties('attendee');
  // Whoever answers is the one attendee there is.
  if (typeof uid !== 'string' || uid.length > 400 || !attendee || another) return undefined;
  const answer = answers[String(attendee.getFirstParameter('partstat')).toUpperCase()];
  if (!answer) return undefined;
  const recurrence = recurrenceOf(event, zones);
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? Number.NaN);
  const stamped = event.getFirstPropertyValue('dtstamp');
  const stamp = stamped instanceof ICAL.Time ? stamped.toJSDate().toISOString() : undefined;
  const email = attendeeOf(attendee);
  return {
    uid,
    answer,
    ...(recurrence && { recurrence }),
    ...(Number.isSafeInteger(sequence) && sequence >= 0 && { sequence }),
    ...(stamp && Instant.safeParse(stamp).success && { stamp }),
    ...(email && { attendee: email }),
  };
};

/** Reads what a calendar program answered (RFC 5546, METHOD:REPLY); nothing of what is none, or cannot be read. */
export const repliesIn = (text: string): CalendarReply[] => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    if (String(calendar.getFirstPropertyValue('method')).toUpperCase() !== 'REPLY') return [];
    const zones = zonesIn(calendar);
    return calendar
      .getAllSubcomponents('vevent')
      .slice(0, most)
      .flatMap((event) => replyOf(event, zones) ?? []);
  } catch {
    return [];
  }
};
