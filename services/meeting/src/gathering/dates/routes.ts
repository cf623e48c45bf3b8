import { datesContract, isRefusal, type Refusal, refuse, seriesContract } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  handle,
  type Implementation,
  missing,
  newId,
  type Reader,
  staleUnless,
  unknownReference,
  write,
} from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { comingOf } from '../meetings/store.ts';
import { startSeries } from '../series/decide.ts';
import { presentSeries } from '../series/present.ts';
import { saveSeries } from '../series/record.ts';
import type { SeriesRow } from '../series/row.ts';
import { findSeries } from '../series/store.ts';
import {
  type ChangedSeries,
  changeSeriesDates,
  endSeries,
  pauseSeries,
  type SeriesChange,
} from './changes.ts';
import { withNextFill } from './decide.ts';
import { refusePlan } from './plan-faults.ts';
import { presentChanges, presentPlan } from './present.ts';
import { fillDates, saveDates } from './record.ts';
import { rhythmOf } from './words.ts';

interface Asked {
  readonly params: { readonly id: string };
  readonly reader: Reader;
  deny(right: 'meeting.plan', target: { community: string }): Refusal | undefined;
}

/** The series that somebody is about to change, if they run its community. */
const findToChange = async ({ params, reader, deny }: Asked): Promise<SeriesRow | Refusal> => {
  const row = await findSeries(reader, params.id);
  if (!row) return missing('series', params.id);
  return deny('meeting.plan', { community: row.community }) ?? row;
};

/** The coming dates of a series from a meeting on, or all. */
const affectedBy = async (
  reader: Reader,
  series: SeriesRow,
  from: string | undefined,
  now: Date,
): Promise<MeetingRow[] | Refusal> => {
  const all = await comingOf(reader, series._id, now);
  const ofRule = all.filter(({ original }) => original !== undefined);
  if (from === undefined) return ofRule;
  const first = ofRule.find(({ _id }) => _id === from)?.original;
  if (first === undefined) return unknownReference('from', 'coming date of this series', from);
  return ofRule.filter(({ original = '' }) => original >= first);
};

type ChangeBody = SeriesChange & { readonly from?: string | undefined };

const decideChange = async (
  reader: Reader,
  series: SeriesRow,
  { from, ...change }: ChangeBody,
  now: Date,
): Promise<ChangedSeries | Refusal> => {
  const refused = change.plan && refusePlan(change.plan);
  if (refused) return refused;
  const affected = await affectedBy(reader, series, from, now);
  return isRefusal(affected) ? affected : changeSeriesDates(series, affected, change, { now, newId });
};

export const dateRoutes = (): Implementation[] => [
  write(seriesContract.routes.startSeries, async ({ actor, network, body, deny, now, tx }) => {
    const denied = deny('meeting.plan', { community: body.community });
    const unable = denied ?? (await refuseCommunity(tx, body.community));
    const refused = unable ?? (body.plan && refusePlan(body.plan));
    if (refused) return refused;
    const { plan, rhythm: said, ...rest } = body;
    const rhythm = plan ? rhythmOf(plan) : said;
    if (rhythm === undefined)
      return refuse('invalid-request', 'Say how often it meets.', ['rhythm', 'is needed, or “plan”']);
    const row = startSeries({ ...rest, rhythm, ...(plan && { parts: [plan] }) }, network, newId());
    await saveSeries(tx, row, seriesContract.events.seriesStarted);
    if (plan) await fillDates(tx, { ...row, changedAt: now });
    return presentSeries(row, actor);
  }),

  handle(datesContract.routes.previewSeries, async ({ body, deny, now, reader }) => {
    const denied = deny('meeting.plan', { community: body.community });
    const unable = denied ?? (await refuseCommunity(reader, body.community));
    return unable ?? refusePlan(body.plan) ?? presentPlan(body.plan, now);
  }),

  handle(datesContract.routes.previewChanges, async (call) => {
    const series = await findToChange(call);
    if (isRefusal(series)) return series;
    const changed = await decideChange(call.reader, series, call.body, call.now);
    return isRefusal(changed) ? changed : presentChanges(changed.dates, call.body.plan, call.now);
  }),

  write(datesContract.routes.changeDates, async (call) => {
    const { actor, body, ifMatch, now, tx } = call;
    const series = await findToChange({ ...call, reader: tx });
    const before = isRefusal(series) ? series : (staleUnless(ifMatch, series.version) ?? series);
    if (isRefusal(before)) return before;
    const changed = await decideChange(tx, before, body, now);
    if (isRefusal(changed)) return changed;
    const row = withNextFill(changed.series, now);
    await saveSeries(tx, row, seriesContract.events.seriesChanged);
    await saveDates(tx, changed.dates);
    return presentSeries(row, actor);
  }),

  write(datesContract.routes.endSeries, async (call) => {
    const { actor, body, ifMatch, now, tx } = call;
    const series = await findToChange({ ...call, reader: tx });
    const before = isRefusal(series) ? series : (staleUnless(ifMatch, series.version) ?? series);
    if (isRefusal(before)) return before;
    if (!before.parts)
      return refuse('conflict', 'This series has no plan; its meetings are cancelled one by one.');
    const changed = endSeries(before, await comingOf(tx, before._id, now), body, now);
    await saveSeries(tx, changed.series, seriesContract.events.seriesChanged);
    await saveDates(tx, changed.dates);
    return presentSeries(changed.series, actor);
  }),

  write(datesContract.routes.pauseSeries, async (call) => {
    const { body, ifMatch, now, tx } = call;
    const series = await findToChange({ ...call, reader: tx });
    const before = isRefusal(series) ? series : (staleUnless(ifMatch, series.version) ?? series);
    if (isRefusal(before)) return before;
    if (body.until < body.from)
      return refuse('no-such-time', 'A pause ends after it begins.', ['until', 'is before “from”']);
    const dates = pauseSeries(await comingOf(tx, before._id, now), body, now);
    await saveDates(tx, dates);
    return presentChanges(dates, undefined, now);
  }),
];
