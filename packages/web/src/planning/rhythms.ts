import { useLingui } from '@lingui/react/macro';
import { readersTag } from '../words/languages.ts';
import { dateOf, placeInMonth, type Rhythm } from './draft.ts';

/** What each way of coming back is called, for something that starts on a day. */
export const useRhythmNames = () => {
  const { t } = useLingui();
  const named = (day: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(readersTag(), { ...options, timeZone: 'UTC' }).format(dateOf(day));
  return (rhythm: Rhythm, day: string): string => {
    const weekday = day ? named(day, { weekday: 'long' }) : '';
    const number = day ? named(day, { day: 'numeric' }) : '';
    const yearly = day ? named(day, { day: 'numeric', month: 'long' }) : '';
    const nth: Record<number, string> = {
      1: t`Every month, on the first ${weekday}`,
      2: t`Every month, on the second ${weekday}`,
      3: t`Every month, on the third ${weekday}`,
      4: t`Every month, on the fourth ${weekday}`,
    };
    switch (rhythm) {
      case 'once':
        return t`It does not come again`;
      case 'weekly':
        return day ? t`Every week, on ${weekday}` : t`Every week`;
      case 'fortnightly':
        return day ? t`Every second week, on ${weekday}` : t`Every second week`;
      case 'month-nth':
        return nth[placeInMonth(day)] ?? '';
      case 'month-last':
        return t`Every month, on the last ${weekday}`;
      case 'month-day':
        return day ? t`Every month, on day ${number}` : t`Every month`;
      case 'month-last-day':
        return t`Every month, on its last day`;
      case 'yearly':
        return day ? t`Every year, on ${yearly}` : t`Every year`;
      case 'own':
        return t`As it comes back now`;
    }
  };
};
