import { type Refusal, refuse, type WallTime } from '@skein/contracts';
import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';

/** What becomes of a wall time in a zone: the moment it is, and whether its clock shows it once, twice or never. */
export interface Reading {
  readonly at: Date;
  readonly shown: 'once' | 'twice' | 'never';
}

/** Tells which moment a wall time is. Tests hand in one of their own, as when a country gives up summer time. */
export type Clock = (zone: string, wall: WallTime) => Reading;

/** By the zones that this program knows: of an hour that comes twice the first, of one that is left out the next. */
export const clock: Clock = (zone, wall) => {
  const plain = Temporal.PlainDateTime.from(wall);
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (first.equals(second)) return { at: new Date(first.epochMilliseconds), shown: 'once' };
  const isThere = first.toPlainDateTime().equals(plain);
  return isThere
    ? { at: new Date(first.epochMilliseconds), shown: 'twice' }
    : { at: new Date(second.epochMilliseconds), shown: 'never' };
};

/** What the clock of a zone shows at a moment. */
export const wallOf = (zone: string, moment: Date): WallTime =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/** A wall time so many minutes later by the same clock, whatever summer time does in between. */
export const later = (wall: WallTime, minutes: number): WallTime =>
  Temporal.PlainDateTime.from(wall).add({ minutes }).toString({ smallestUnit: 'minute' });

export const dayBefore = (day: string): string =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();

type Fault = [path: string, detail: string];

const isKnownZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** The name that the zone database has for what was meant: for one of Windows, or one in other letters. */
const proposalFor = (zone: string): string | undefined => {
  const sought = zone.toLowerCase();
  const named = Intl.supportedValuesOf('timeZone').find((one) => one.toLowerCase() === sought);
  return named ?? findIana(zone as never)[0];
};

/** What is wrong with a zone; an offset or a short name such as CET knows nothing of summer time, or not whose. */
export const zoneFault = (zone: string, path: string): Fault | undefined => {
  const isPlace = /^[A-Z][A-Za-z]+\/[A-Z]/.test(zone) && !zone.startsWith('Etc/');
  if ((isPlace || zone === 'UTC') && isKnownZone(zone)) return undefined;
  const proposal = proposalFor(zone);
  return proposal && proposal !== zone
    ? [path, `is no name of the zone database; what is meant there is ${proposal}`]
    : [path, 'is no zone by the name of a place, such as Europe/London or America/New_York'];
};

/** Which zone others mean by a name: one of the zone database in whatever letters, or one of Windows. */
export const zoneMeant = (name: string): string | undefined =>
  zoneFault(name, '') === undefined ? name : proposalFor(name);

/** What is wrong with a wall time: there is no such day, or no such time of day. */
export const wallFault = (wall: WallTime, path: string): Fault | undefined => {
  try {
    Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
    return undefined;
  } catch {
    return [path, 'is no day and time of the calendar'];
  }
};

/** Why something cannot start then: the zone or the day is none, or the clock leaves that hour out. */
export const startFault = (
  { zone, wall }: { readonly zone: string; readonly wall: WallTime },
  paths: { readonly zone: string; readonly wall: string },
): Fault | undefined => {
  const fault = zoneFault(zone, paths.zone) ?? wallFault(wall, paths.wall);
  if (fault) return fault;
  const { at, shown } = clock(zone, wall);
  if (shown !== 'never') return undefined;
  const next = wallOf(zone, at).slice(11);
  return [
    paths.wall,
    `is in the hour that the clock leaves out that day; the next time there is, is ${next}`,
  ];
};

/** A start that was sent as a moment, or by the clock of a zone; `known` is the zone where none was sent. */
export interface SentStart {
  readonly startsAt?: string | undefined;
  readonly zone?: string | undefined;
  readonly wall?: WallTime | undefined;
}

/** A start as it is stored: by a clock where one is known, and the moment that follows from it. */
export interface Start {
  readonly startsAt: Date;
  readonly zone?: string;
  readonly wall?: WallTime;
}

/** Takes a start, beside the one there was; undefined where nothing was sent of it. */
export const takeStart = (
  sent: SentStart,
  before?: { readonly zone?: string | undefined; readonly wall?: WallTime | undefined },
): Start | Refusal | undefined => {
  if (sent.startsAt !== undefined && sent.wall !== undefined)
    return refuse('invalid-request', 'A start is sent once.', [
      'startsAt',
      'and “wall” say the same; leave one out',
    ]);
  const zone = sent.zone ?? before?.zone;
  if (sent.startsAt !== undefined) {
    const startsAt = new Date(sent.startsAt);
    if (zone === undefined) return { startsAt };
    const fault = zoneFault(zone, 'zone');
    if (fault) return refuse('no-such-time', 'There is no such zone.', fault);
    return { startsAt, zone, wall: wallOf(zone, startsAt) };
  }
  if (sent.zone === undefined && sent.wall === undefined) return undefined;
  const wall = sent.wall ?? before?.wall;
  if (zone === undefined)
    return refuse('invalid-request', 'Say whose clock it is by.', ['zone', 'is needed beside “wall”']);
  if (wall === undefined)
    return refuse('invalid-request', 'Say when it starts.', ['wall', 'is needed beside “zone”']);
  const fault = startFault({ zone, wall }, { zone: 'zone', wall: 'wall' });
  if (fault) return refuse('no-such-time', 'There is no such time.', fault);
  return { startsAt: clock(zone, wall).at, zone, wall };
};
