const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** Whose clock a time is by, after it: ` UTC`, or ` (Berlin)` for `Europe/Berlin`. */
export const zoneInWords = (zone: string): string => (zone === 'UTC' ? ' UTC' : ` (${cityOf(zone)})`);

/** A moment as people are told it: `24 December 2026 at 19:00 (Berlin)`. */
export const momentInWords = (moment: Date | string, zone: string): string => {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(moment))}${zoneInWords(zone)}`;
};
