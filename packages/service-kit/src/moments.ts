const steps = [
  ['second', 1, 90],
  ['minute', 60, 90 * 60],
  ['hour', 3600, 36 * 3600],
  ['day', 86_400, Number.POSITIVE_INFINITY],
] as const;

/** How long until something, as people are told it: `7 minutes`. Rather a little long than too short. */
export const spanInWords = (seconds: number): string => {
  const [unit, size] = steps.find(([, , below]) => seconds < below) ?? steps[3];
  const count = Math.max(1, Math.ceil(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** Whose clock a time is by, after it: ` UTC`, or ` (Berlin)` for `Europe/Berlin`. */
export const zoneInWords = (zone: string): string => (zone === 'UTC' ? ' UTC' : ` (${cityOf(zone)})`);

/** A moment as people are told it: `24 December 2026 at 19:00 (Berlin)`. */
export const momentInWords = (moment: Date | string, zone: string): string => {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(moment))}${zoneInWords(zone)}`;
};
