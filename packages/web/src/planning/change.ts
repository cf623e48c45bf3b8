import type { Meeting, Series } from '@skein/contracts';
import { type MeetingDraft, planOf, wallOf } from './draft.ts';
import type { SeriesChange } from './queries.ts';

/** What a change holds for: the one date, it and those that follow, or all that are coming. */
export type Scope = 'one' | 'following' | 'all';

const said = (value: string): string | null => value.trim() || null;

const isOtherTime = (draft: MeetingDraft, before: MeetingDraft): boolean =>
  (['day', 'time', 'minutes', 'zone', 'rhythm', 'until'] as const).some(
    (field) => draft[field] !== before[field],
  );

/** What is sent to change one date; fields that say nothing new are left out. */
export const editOf = (draft: MeetingDraft, before: MeetingDraft) => ({
  ...(draft.title !== before.title && { title: draft.title.trim() }),
  ...(draft.place !== before.place && { place: said(draft.place) }),
  ...(draft.joinLink !== before.joinLink && { joinLink: said(draft.joinLink) }),
  ...(isOtherTime(draft, before) && {
    zone: draft.zone,
    wall: wallOf(draft),
    minutes: Math.round(Number(draft.minutes)),
  }),
});

/** What is sent to change a series; undefined where nothing is changed, or a time is not whole yet. */
export const seriesChangeOf = (
  scope: Exclude<Scope, 'one'>,
  draft: MeetingDraft,
  before: MeetingDraft,
  { meeting, series }: { readonly meeting: Meeting; readonly series: Series },
): SeriesChange | undefined => {
  const { zone: _, wall: __, minutes: ___, ...words } = editOf(draft, before);
  const times = isOtherTime(draft, before);
  const plan = times ? planOf(draft, series.plan?.rule) : undefined;
  if (times && !plan) return undefined;
  // All that is coming keeps its days: the series goes on as it began, at the other time of day.
  const start = `${(series.plan?.start ?? '').slice(0, 10)}T${draft.time}`;
  const planned = plan && scope === 'all' && series.plan ? { ...plan, start, rule: series.plan.rule } : plan;
  const body = {
    ...words,
    ...(scope === 'following' && { from: meeting.id }),
    ...(planned && { plan: planned }),
  };
  return planned || Object.keys(words).length > 0 ? body : undefined;
};
