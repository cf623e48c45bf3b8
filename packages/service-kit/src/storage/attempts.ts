import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { declareCollection } from './collections.ts';
import { holdsNobody } from './holdings.ts';
import { rowsIn } from './rows.ts';

const AttemptRow = z.object({
  _id: z.string(),
  /** Where the work stood when it was begun: a death further on is another one. */
  place: z.string(),
  /** How often it was begun there and never ended. */
  begun: z.int(),
  /** How often it was set aside, and until when it is now. */
  rests: z.int(),
  restsUntil: z.date().optional(),
  at: z.date(),
});
export type AttemptRow = z.infer<typeof AttemptRow>;

export const attemptCollection = declareCollection({
  name: 'attempts',
  schema: AttemptRow,
  indexes: [{ key: { at: 1 }, expireAfterSeconds: 30 * 24 * 60 * 60 }],
  people: holdsNobody('hashes of works under way, and how often each was begun'),
});

const attempts = rowsIn(attemptCollection);

// A work may be somebody's erasure, and where it stands may be somebody's id.
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const mostDeaths = 2;
const hourMs = 60 * 60 * 1000;
const longestRestMs = 24 * hourMs;

/** Told where a work is set aside. */
export const endedTwice = 'It ended the process that was at it twice.';

/** Whether a work may begin, by what is noted of it; and what is to be noted before it does. */
export const whetherToBegin = (
  before: AttemptRow | null,
  { _id, place, now }: { readonly _id: string; readonly place: string; readonly now: Date },
): { readonly may: boolean; readonly row?: AttemptRow } => {
  if (before?.place !== place) return { may: true, row: { _id, place, begun: 1, rests: 0, at: now } };
  if (before.restsUntil && before.restsUntil > now) return { may: false };
  if (before.restsUntil || before.begun < mostDeaths) {
    const { restsUntil: _, ...rest } = before;
    return { may: true, row: { ...rest, begun: before.begun + 1, at: now } };
  }
  const restMs = Math.min(longestRestMs, hourMs * 2 ** before.rests);
  const restsUntil = new Date(now.getTime() + restMs);
  return { may: false, row: { ...before, rests: before.rests + 1, restsUntil, at: now } };
};

export interface Work {
  /** What work it is, and of what: `import 0190…`. */
  readonly id: string;
  /** How far it is, by what changes as it goes on. */
  readonly place: string;
}

/**
 * Does a work that goes on where a dead process left it. That it begins is noted before and taken back after, whatever
 * came of it; so what was begun twice at one place and never ended has ended its processes, and is set aside: for an
 * hour, then for longer and longer, since some works, as an erasure, must be done in the end. One process at a time may
 * do it, as its lease has it.
 * @returns undefined where it is set aside
 */
export const attempt = async <T extends object | boolean | string | number>(
  { db, log, now }: { readonly db: Db; readonly log: Log; now(): Date },
  { id, place }: Work,
  work: () => Promise<T>,
): Promise<T | undefined> => {
  const rows = attempts({ db });
  const _id = hashOf(id);
  const noted = { _id, place: hashOf(place), now: now() };
  const { may, row } = whetherToBegin(await rows.findOne({ _id }), noted);
  if (row) await rows.replaceOne({ _id }, row, { upsert: true });
  if (!may) {
    if (row) log.error({ work: id, until: row.restsUntil }, `a work is set aside: ${endedTwice}`);
    return undefined;
  }
  try {
    return await work();
  } finally {
    await rows.deleteOne({ _id });
  }
};
