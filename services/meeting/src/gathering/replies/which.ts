import type { Recurrence } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { partOf } from '../dates/calendar-ids.ts';
import type { MeetingRow } from '../meetings/row.ts';
import { comingOf, dateOf, findMeeting } from '../meetings/store.ts';
import type { SeriesRow } from '../series/row.ts';
import { findSeries } from '../series/store.ts';
import { aboutOf, wallsMeant } from './decide.ts';

/** The meetings that a reply is about, with their series; without any where it is about none that there is. */
export interface Meant {
  readonly meetings: readonly MeetingRow[];
  readonly series?: SeriesRow | undefined;
}

const dateMeant = async (
  reader: Reader,
  series: SeriesRow,
  place: number,
  recurrence: Recurrence,
): Promise<MeetingRow[]> => {
  const plan = series.parts?.[place];
  if (!plan) return [];
  if (recurrence.day !== undefined) {
    const found = await dateOf(reader, series._id, { day: recurrence.day });
    return found ? [found] : [];
  }
  for (const wall of wallsMeant(recurrence, plan)) {
    const found = await dateOf(reader, series._id, { wall });
    if (found) return [found];
  }
  return [];
};

/** Finds what a reply is about, whatever its program makes of the ids and times that it was sent. */
export const whichMeant = async (
  reader: Reader,
  host: string,
  { uid, recurrence }: { readonly uid: string; readonly recurrence?: Recurrence | undefined },
  now: Date,
): Promise<Meant> => {
  const about = aboutOf(uid, host);
  if (!about) return { meetings: [] };
  const series = await findSeries(reader, about.id);
  if (series) {
    if (recurrence) return { series, meetings: await dateMeant(reader, series, about.place, recurrence) };
    const parts = series.parts ?? [];
    const ahead = await comingOf(reader, series._id, now);
    const own = ahead.filter(
      ({ original }) => original !== undefined && partOf(parts, original) === about.place,
    );
    return { series, meetings: own.filter(({ cancelled }) => !cancelled) };
  }
  const meeting = await findMeeting(reader, about.id);
  return { meetings: meeting ? [meeting] : [] };
};
