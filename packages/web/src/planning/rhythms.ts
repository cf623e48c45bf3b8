import { useLingui } from '@lingui/react/macro';
import { readersTag } from '../words/languages.ts';
import { dateOf, placeInMonth, type Rhythm } from './draft.ts';

/** What each way of coming back is called, for something that starts on a day. */
export const useRhythmNames = () => {
  const { t } = useLingui();
  const named = (day: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(readersTag(), { ...options, timeZone: 'UTC' }).format(dateOf(day));
  const monthly = (place: number, weekday: string): string =>
    [
      t`Every month, on the first ${weekday}`,
      t`Every month, on the second ${weekday}`,
      t`Every month, on the third ${weekday}`,
      t`Every month, on the fourth ${weekday}`,
    ][place - 1] ?? '';
  const undated: Record<Rhythm, string> = {
    once: t`It does not come again`,
    weekly: t`Every week`,
    fortnightly: t`Every second week`,
    'month-day': t`Every month`,
    'month-nth': t`Every month`,
    'month-last': t`Every month`,
    'month-last-day': t`Every month, on its last day`,
    yearly: t`Every year`,
    own: t`As it comes back now`,
  };
  return (rhythm: Rhythm, day: string): string => {
    if (!day) return undated[rhythm];
    const weekday = named(day, { weekday: 'long' });
    const number = named(day, { day: 'numeric' });
    const date = named(day, { day: 'numeric', month: 'long' });
    const dated: Partial<Record<Rhythm, string>> = {
      weekly: t`Every week, on ${weekday}`,
      fortnightly: t`Every second week, on ${weekday}`,
      'month-day': t`Every month, on day ${number}`,
      'month-nth': monthly(placeInMonth(day), weekday),
      'month-last': t`Every month, on the last ${weekday}`,
      yearly: t`Every year, on ${date}`,
    };
    return dated[rhythm] ?? undated[rhythm];
  };
};
