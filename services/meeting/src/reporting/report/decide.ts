import type { QuarterlyReport, ReportFigure, ReportPart } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import type { ReportCommentsRow } from './row.ts';

/** A quarter by a clock: its days, and the moments between which it lies. */
export interface QuarterSpan {
  readonly quarter: string;
  /** Its first day, and the first day after it. */
  readonly firstDay: string;
  readonly nextDay: string;
  readonly from: Date;
  readonly until: Date;
}

export const spanOf = (quarter: string, zone: string): QuarterSpan => {
  const [year = 0, place = 1] = quarter.split('-Q').map(Number);
  const first = Temporal.PlainDate.from({ year, month: (place - 1) * 3 + 1, day: 1 });
  const next = first.add({ months: 3 });
  const moment = (day: Temporal.PlainDate): Date => new Date(day.toZonedDateTime(zone).epochMilliseconds);
  return {
    quarter,
    firstDay: first.toString(),
    nextDay: next.toString(),
    from: moment(first),
    until: moment(next),
  };
};

/** The quarter before one: `2025-Q4` before `2026-Q1`. */
export const quarterBefore = (quarter: string): string => {
  const [year = 0, place = 1] = quarter.split('-Q').map(Number);
  return place === 1 ? `${year - 1}-Q4` : `${year}-Q${place - 1}`;
};

export const uncommented = (network: string, quarter: string): ReportCommentsRow => ({
  _id: `${network}.${quarter}`,
  ...{ network, version: 1, quarter, comments: [] },
});

/** Says something of a part; an empty comment takes back what was said of it. */
export const comment = (before: ReportCommentsRow, part: ReportPart, text: string): ReportCommentsRow => {
  const others = before.comments.filter((one) => one.part !== part);
  const said = text.trim();
  return {
    ...before,
    version: before.version + 1,
    comments: said ? [...others, { part, text: said }] : others,
  };
};

/** What each part counts, in the order in which it is read. */
const parts: Readonly<Record<ReportPart, readonly ReportFigure[]>> = {
  meetings: ['meetings-held', 'communities-met', 'attendances'],
  people: ['new-members', 'new-belongings'],
  work: ['steps-done', 'decisions'],
  learning: ['cases-told', 'cases-fed-back'],
  library: ['resources-added'],
  bridging: ['joint-meetings', 'introductions'],
};

/** What was counted in a quarter; what could not be had is left out. */
export type Counted = Readonly<Partial<Record<ReportFigure, number>>>;

/** The report of a quarter beside the one before. Of a figure that is not to be had in both nothing is said. */
export const reportOf = (
  { quarter, firstDay, nextDay, until }: QuarterSpan,
  now: Counted,
  before: Counted,
  { version, comments }: ReportCommentsRow,
  at: Date,
): QuarterlyReport => {
  const told = Object.entries(parts).map(([name, names]) => {
    const part = name as ReportPart;
    const figures = names.flatMap((figure) => {
      const [count, earlier] = [now[figure], before[figure]];
      return count === undefined || earlier === undefined ? [] : [{ figure, now: count, before: earlier }];
    });
    const said = comments.find((one) => one.part === part)?.text ?? '';
    return { part, figures, comment: said, isWhole: figures.length === names.length };
  });
  return {
    version,
    quarter,
    before: quarterBefore(quarter),
    from: firstDay,
    until: Temporal.PlainDate.from(nextDay).subtract({ days: 1 }).toString(),
    running: at < until,
    parts: told.map(({ isWhole: _, ...part }) => part),
    unavailable: told.flatMap(({ part, isWhole }) => (isWhole ? [] : [part])),
  };
};
