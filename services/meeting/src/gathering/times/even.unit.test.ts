import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { momentAt, wallAfter } from './even.ts';

const slowly = (zone: string, wall: string, minutes: number): string =>
  Temporal.PlainDateTime.from(wall)
    .toZonedDateTime(zone)
    .add({ minutes })
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

it.each(['Europe/London', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC'])(
  'tells the same moment and end as the zone’s own clock, every five hours of a year and around each change, in %s',
  (zone) => {
    for (let hour = 0; hour < 366 * 24; hour += 5) {
      const wall = new Date(Date.UTC(2026, 0, 1, hour, 30)).toISOString().slice(0, 16);
      const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone);
      expect([wall, momentAt(zone, wall)]).toEqual([wall, zoned.epochMilliseconds]);
      for (const minutes of [45, 5 * 60, 3 * 24 * 60])
        expect([wall, wallAfter(zone, wall, minutes)]).toEqual([wall, slowly(zone, wall, minutes)]);
    }
  },
);
