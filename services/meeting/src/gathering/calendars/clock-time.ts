import type { WallTime } from '@skein/contracts';
import type { ICalTemporalPlainDateTimeStub, ICalTemporalZonedDateTimeStub } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { momentAt, reckoned } from '../times/even.ts';

/**
 * A time by the clock of a zone as the calendar library takes it. It writes what the clock shows; a `ZonedDateTime` it would
 * take through the zone's rules three times for that, which is most of what composing a feed costs.
 */
export const clockTime = (zone: string, wall: WallTime): ICalTemporalZonedDateTimeStub => {
  const at = reckoned(wall);
  const date = new Date(at);
  const shown = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: 0,
    toJSON: () => wall,
    toString: () => wall,
  };
  const exactly = () => Temporal.PlainDateTime.from(wall).toZonedDateTime(zone);
  const plain: ICalTemporalPlainDateTimeStub = {
    ...shown,
    toPlainDate: () => Temporal.PlainDate.from(wall.slice(0, 10)),
    toZonedDateTime: (other) => Temporal.PlainDateTime.from(wall).toZonedDateTime(other),
  };
  const zoned: ICalTemporalZonedDateTimeStub = {
    ...shown,
    timeZoneId: zone,
    toInstant: () => Temporal.Instant.fromEpochMilliseconds(momentAt(zone, wall)),
    toPlainDateTime: () => plain,
    withTimeZone: (other) => (other === zone ? zoned : exactly().withTimeZone(other)),
  };
  return zoned;
};
