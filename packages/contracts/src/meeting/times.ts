import { z } from 'zod';
import { Day } from '../id.ts';

/** A day and time as the clock of a place shows them; with its zone they say when something is, whatever becomes of summer time. */
export const WallTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/,
    'is not a day and time by the clock, such as 2026-12-04T09:30, without an offset',
  )
  .meta({ examples: ['2026-12-04T09:30'] });
export type WallTime = z.infer<typeof WallTime>;

/** The zone that a wall time is of, by its name in the IANA database; what else is sent is refused with a proposal. */
export const Zone = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .meta({ examples: ['Europe/London'] });

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const Weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof Weekday>;

export const Frequency = z.enum(['daily', 'weekly', 'monthly', 'yearly']);
export type Frequency = z.infer<typeof Frequency>;

/**
 * How a series comes back, as far as RFC 5545 goes for gatherings of people. Numbers that make no sense pass here, so that
 * one decision can refuse them with what would do instead.
 */
export const SeriesRule = z
  .strictObject({
    frequency: Frequency,
    interval: z.int().default(1).meta({ description: 'Every so many weeks, months …' }),
    weekdays: z
      .array(Weekday)
      .min(1)
      .max(7)
      .optional()
      .meta({ description: 'Weekly: on these; without, on that of the start' }),
    monthDay: z.int().optional().meta({ description: 'Monthly or yearly: on this day, -1 for the last' }),
    nth: z
      .strictObject({ which: z.int(), weekday: Weekday })
      .optional()
      .meta({ description: 'Monthly or yearly: on the first to fourth of a weekday, -1 for the last' }),
    month: z.int().min(1).max(12).optional().meta({ description: 'Yearly: in this month' }),
    until: Day.optional().meta({ description: 'The last day that may have a meeting, in the zone' }),
    count: z.int().optional().meta({ description: 'So many meetings in all; not beside `until`' }),
  })
  .meta({ id: 'SeriesRule' });
export type SeriesRule = z.infer<typeof SeriesRule>;

/** When a series meets: its first date by the clock of a zone, how long, and how it comes back. */
export const SeriesPlan = z
  .strictObject({
    zone: Zone,
    start: WallTime,
    minutes: z.int(),
    allDay: z.literal(true).optional().meta({ description: 'Whole days, from midnight on' }),
    rule: SeriesRule,
  })
  .meta({ id: 'SeriesPlan' });
export type SeriesPlan = z.infer<typeof SeriesPlan>;

/** Where to join from afar. */
export const JoinLink = z.url({ protocol: /^https$/ }).max(2000);
