const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** A day as letters name it: `1 December 2026`. */
export const dayOf = (date: Date | string): string => day.format(new Date(date));

/** A moment as letters name it: `1 December 2026 at 12:30 UTC`. */
export const momentOf = (date: Date | string): string => `${moment.format(new Date(date))} UTC`;

/** The paragraphs of a text: what blank lines or line ends set apart. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
