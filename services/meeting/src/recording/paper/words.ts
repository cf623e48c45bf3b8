import { zoneInWords } from '@skein/service-kit';

/** A day as a document in this language writes it; taken by the clock of UTC, as a day has no zone. */
export const dayIn = (language: string, day: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T12:00:00Z`),
  );

export const timeIn = (language: string, moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(moment);

/** From when until when, by whose clock: `Friday 1 May 2026, 14:00 – 15:30 (Stockholm)`. */
export const spanIn = (language: string, startsAt: Date, minutes: number, timeZone: string): string => {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone }).format(startsAt);
  const end = new Date(startsAt.getTime() + minutes * 60_000);
  return `${date}, ${timeIn(language, startsAt, timeZone)} – ${timeIn(language, end, timeZone)}${zoneInWords(timeZone)}`;
};
