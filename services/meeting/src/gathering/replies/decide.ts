import type { MeetingAnswer, OutsideStatus, Recurrence, SeriesPlan } from '@skein/contracts';
import { clock, wallOf, zoneMeant } from '../times/decide.ts';
import type { OutsideAnswerRow } from './row.ts';

/** What a reply is about: a meeting, or one part of a series. */
interface About {
  readonly id: string;
  readonly place: number;
}

const uid = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(\d{1,4}))?@(.+)$/i;

/** Reads the id that calendars know a meeting by; programs change its letters, and some lay it into braces. */
export const aboutOf = (text: string, host: string): About | undefined => {
  const [, id, place = '0', where] = uid.exec(text.trim().replace(/^\{(.*)\}$/, '$1')) ?? [];
  if (!id || where?.toLowerCase() !== host.toLowerCase()) return undefined;
  return { id: id.toLowerCase(), place: Number(place) };
};

/**
 * By the clock of its series, which dates a reply may mean, the likeliest first: the moment counts where one is told, and
 * what the clock showed where its zone has a name that nobody else knows.
 */
export const wallsMeant = ({ at, wall, zone }: Recurrence, plan: SeriesPlan): string[] => {
  const known = zone === undefined ? undefined : zoneMeant(zone);
  const moments = [...(at ? [new Date(at)] : []), ...(wall && known ? [clock(known, wall).at] : [])];
  const walls = [...moments.map((moment) => wallOf(plan.zone, moment)), ...(wall ? [wall] : [])];
  return [...new Set(walls)];
};

const month = 30 * 24 * 60 * 60 * 1000;

/** What somebody from outside answered, and when. */
interface Said {
  readonly answer: MeetingAnswer;
  readonly name?: string | undefined;
  readonly stamp: Date;
  readonly now: Date;
}

/** Holds an answer from outside for the host; an older one than that which is there changes nothing. */
export const holdAnswer = (
  before: OutsideAnswerRow | null,
  place: Pick<OutsideAnswerRow, '_id' | 'network' | 'meeting' | 'email' | 'through'>,
  meeting: { readonly startsAt: Date; readonly minutes: number },
  { answer, name, stamp, now }: Said,
): OutsideAnswerRow | undefined => {
  if (before && before.stamp >= stamp) return undefined;
  const ends = meeting.startsAt.getTime() + meeting.minutes * 60_000;
  const forgetAt = new Date(Math.max(ends, now.getTime()) + month);
  const said = { answer, stamp, at: now, forgetAt, ...(name && { name }) };
  if (before) return { ...before, ...said, version: before.version + 1 };
  return { ...place, version: 1, status: 'held', ...said };
};

/** Takes somebody from outside in as a guest, or puts their answer aside. */
export const settleAnswer = (
  before: OutsideAnswerRow,
  status: Exclude<OutsideStatus, 'held'>,
): OutsideAnswerRow =>
  before.status === status ? before : { ...before, status, version: before.version + 1 };
