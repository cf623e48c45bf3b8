const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
/** A day as letters name it: `1 December 2026`. */
export const dayOf = (date: Date | string): string => day.format(new Date(date));

/** The paragraphs of a text: what blank lines or line ends set apart. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
