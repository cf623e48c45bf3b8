import { newId, type Tx } from '@skein/service-kit';
import { withUsualParts } from '../agenda-templates/usual.ts';
import { saveCancelled, saveChange, savePlanned } from '../meetings/record.ts';
import { originalsAmong } from '../meetings/store.ts';
import type { SeriesRow } from '../series/row.ts';
import { putSeries } from '../series/store.ts';
import type { ChangedDate } from './changes.ts';
import { datesAhead, meetingOn, withNextFill } from './decide.ts';

/** Makes meetings of the dates of a series that have none yet, and notes when to look again. */
export const fillDates = async (tx: Tx, series: SeriesRow): Promise<void> => {
  const dates = datesAhead(series, tx.now);
  const walls = dates.map(({ wall }) => wall);
  const there = await originalsAmong(tx, series._id, walls);
  const missing = dates.filter(({ wall }) => !there.has(wall));
  const rows = missing.map((date) => meetingOn(series, date, newId()));
  for (const row of await withUsualParts(tx, rows)) await savePlanned(tx, row);
  await putSeries(tx, withNextFill(series, tx.now));
};

/** Writes what became of dates. */
export const saveDates = async (tx: Tx, dates: readonly ChangedDate[]): Promise<void> => {
  for (const { effect, row, fields } of dates) {
    if (effect === 'is-new') await savePlanned(tx, row);
    else if (effect === 'is-left-out') await saveCancelled(tx, row);
    else await saveChange(tx, row, fields);
  }
};
