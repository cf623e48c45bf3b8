import type { Meeting, SeriesPlan, SeriesRule, Weekday } from '@skein/contracts';

/** How a meeting comes back, as people choose it; `own` is a rule that was made elsewhere and stays as it is. */
export type Rhythm =
  | 'once'
  | 'weekly'
  | 'fortnightly'
  | 'month-day'
  | 'month-last-day'
  | 'month-nth'
  | 'month-last'
  | 'yearly'
  | 'own';

/** A meeting, or a series of them, as it is typed. */
export interface MeetingDraft {
  readonly title: string;
  readonly day: string;
  readonly time: string;
  readonly minutes: string;
  readonly zone: string;
  readonly rhythm: Rhythm;
  readonly until: string;
  readonly place: string;
  readonly joinLink: string;
  readonly audience: 'community' | 'network';
}

export const nothing = (zone: string): MeetingDraft => ({
  title: '',
  day: '',
  time: '',
  minutes: '60',
  zone,
  rhythm: 'fortnightly',
  until: '',
  place: '',
  joinLink: '',
  audience: 'community',
});

const weekdays: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** A day as the calendar has it, whatever the reader’s clock. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

const weekdayOf = (day: string): Weekday => weekdays[dateOf(day).getUTCDay()] ?? 'monday';
const numberOf = (day: string): number => dateOf(day).getUTCDate();
const daysLeft = (day: string): number => {
  const date = dateOf(day);
  return (
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - date.getUTCDate()
  );
};

/** Which of the weekdays of its month a day is: the first, the second … */
export const placeInMonth = (day: string): number => Math.ceil(numberOf(day) / 7);

/** The ways in which something that starts on this day can come back. */
export const rhythmsOn = (day: string): Rhythm[] => [
  'once',
  'weekly',
  'fortnightly',
  ...(day && placeInMonth(day) < 5 ? (['month-nth'] as const) : []),
  ...(day && daysLeft(day) < 7 ? (['month-last'] as const) : []),
  'month-day',
  ...(day && daysLeft(day) === 0 ? (['month-last-day'] as const) : []),
  'yearly',
];

const nthOf = (which: number, day: string) => ({ which, weekday: weekdayOf(day) });

/** A rule made elsewhere, on another day: what it says of the day follows. */
const followed = (rule: SeriesRule, day: string): SeriesRule => {
  const { weekdays: on, nth, monthDay } = rule;
  if (on?.length === 1) return { ...rule, weekdays: [weekdayOf(day)] };
  if (nth) return { ...rule, nth: nthOf(nth.which === -1 ? -1 : Math.min(4, placeInMonth(day)), day) };
  return monthDay !== undefined && monthDay !== -1 ? { ...rule, monthDay: numberOf(day) } : rule;
};

const monthlyOn = (rhythm: Rhythm, day: string): Partial<SeriesRule> => {
  if (rhythm === 'month-nth') return { nth: nthOf(placeInMonth(day), day) };
  if (rhythm === 'month-last') return { nth: nthOf(-1, day) };
  return { monthDay: rhythm === 'month-last-day' ? -1 : numberOf(day) };
};

const frequencies = { weekly: 'weekly', fortnightly: 'weekly', yearly: 'yearly' } as const;

const chosenRule = (rhythm: Exclude<Rhythm, 'own'>, day: string): SeriesRule => {
  if (rhythm === 'once') return { frequency: 'daily', interval: 1, count: 1 };
  const interval = rhythm === 'fortnightly' ? 2 : 1;
  if (rhythm in frequencies) return { frequency: frequencies[rhythm as keyof typeof frequencies], interval };
  return { frequency: 'monthly', interval, ...monthlyOn(rhythm, day) };
};

const ruleOf = ({ rhythm, day, until }: MeetingDraft, own?: SeriesRule): SeriesRule => {
  const end = until ? { until } : {};
  if (rhythm !== 'own') return { ...chosenRule(rhythm, day), ...(rhythm !== 'once' && end) };
  const { until: _, count, ...rest } = followed(own ?? chosenRule('weekly', day), day);
  return { ...rest, ...(until ? end : count !== undefined && { count }) };
};

export const wallOf = ({ day, time }: Pick<MeetingDraft, 'day' | 'time'>): string => `${day}T${time}`;

/** The plan that was typed, once there is a day and a time; of a meeting that comes once, one with one date. */
export const planOf = (draft: MeetingDraft, own?: SeriesRule): SeriesPlan | undefined => {
  const { day, time, zone, minutes } = draft;
  if (!day || !time || !zone) return undefined;
  return { zone, start: wallOf(draft), minutes: Math.round(Number(minutes)) || 0, rule: ruleOf(draft, own) };
};

const sameRule = (a: SeriesRule, b: SeriesRule): boolean => {
  const told = ({ until: _, ...rule }: SeriesRule) => JSON.stringify(Object.entries(rule).toSorted());
  return told(a) === told(b);
};

/** What of the choices a rule is, on this day. */
const rhythmOf = (rule: SeriesRule, draft: MeetingDraft): Rhythm =>
  rhythmsOn(draft.day).find((rhythm) => rhythm !== 'once' && sameRule(ruleOf({ ...draft, rhythm }), rule)) ??
  'own';

/** A date of a series, or a meeting of its own, as it is typed when it is changed. */
export const draftOf = (meeting: Meeting, zone: string, plan?: SeriesPlan): MeetingDraft => {
  const wall = meeting.wall ?? wallIn(zone, meeting.startsAt);
  const draft: MeetingDraft = {
    ...nothing(meeting.zone ?? zone),
    title: meeting.title,
    day: wall.slice(0, 10),
    time: wall.slice(11),
    minutes: String(meeting.minutes),
    rhythm: 'once',
    until: plan?.rule.until ?? '',
    place: meeting.place ?? '',
    joinLink: meeting.joinLink ?? '',
    audience: meeting.audience,
  };
  return plan ? { ...draft, rhythm: rhythmOf(plan.rule, draft) } : draft;
};

/** What the clock of a zone shows at a moment, as the fields take it. */
const wallIn = (timeZone: string, moment: string): string => {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return format.format(new Date(moment)).replace(' ', 'T');
};
