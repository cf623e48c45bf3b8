/** No reminder goes out from this hour on. */
const evening = 20;

/** The calendar day there, `YYYY-MM-DD`. */
export const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );

/** The hour there, 0 to 23. */
const hourIn = (timeZone: string, now: Date): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));

/** Whether it is an hour at which people may be reminded. */
export const isReminderHour = (timeZone: string, from: number, now: Date): boolean => {
  const hour = hourIn(timeZone, now);
  return hour >= from && hour < evening;
};
