import { type Actor, type ImportMode, type ImportReading, type Refusal, refuse } from '@skein/contracts';
import type { FileFault } from '@skein/tables';
import { refusalOfMapping } from './mapping.ts';
import type { ImportRow } from './row.ts';

const hour = 60 * 60 * 1000;
/** Staged rows and the file are personal data: they go a day after the upload, applied or not. */
export const stagedMs = 24 * hour;
/** The import itself goes first, so that none can be applied whose rows are going. */
const offeredMs = 23 * hour;
const remembered = 90 * 24 * hour;

export const nothingRead = { read: 0, good: 0, bad: 0, problems: 0, newPeople: 0 };

const nothingApplied = { rows: 0, people: 0, memberships: 0, consents: 0 };

export const uploaded = (
  file: Pick<ImportRow, '_id' | 'network' | 'by' | 'format' | 'bytes' | 'digest'>,
  now: Date,
): ImportRow => ({
  ...file,
  version: 1,
  state: 'uploaded',
  uploadedAt: now,
  forgetAt: new Date(now.getTime() + offeredMs),
  reading: { columns: [] },
  columns: [],
  read: nothingRead,
  communities: [],
  givesRoles: false,
  cursor: 0,
  faults: 0,
  applied: nothingApplied,
  kept: 0,
});

const gone = (row: ImportRow, now: Date): Refusal | undefined =>
  row.forgetAt && row.forgetAt <= now
    ? refuse('closed', 'What was uploaded is forgotten by now; upload the file again.')
    : undefined;

/** The ledger names the exact words that somebody agreed to, so these must have been published. */
const unknownWording = ({ consents }: ImportReading, wordings: readonly string[]): Refusal | undefined =>
  !consents || wordings.includes(consents.textVersion)
    ? undefined
    : refuse('invalid-request', 'There is no such wording.', [
        'consents.textVersion',
        'was never published; publish the words that people saw',
      ]);

/** Has a file read again, in the way that is said now; what was said before counts no more. */
export const checkAgain = (
  row: ImportRow,
  reading: ImportReading,
  wordings: readonly string[],
  now: Date,
): ImportRow | Refusal => {
  const readable = row.state === 'checked' || (row.state === 'failed' && row.mode === undefined);
  if (!readable) return refuse('conflict', `An import that is ${row.state} is not checked again.`);
  const said = reading.columns ?? {};
  const bad = row.columns.length ? refusalOfMapping(row.columns, said) : undefined;
  const refusal = gone(row, now) ?? bad ?? unknownWording(reading, wordings);
  if (refusal) return refusal;
  const { failure: _, run: __, encoding: ___, separator: ____, ...rest } = row;
  const { columns: _____, consents, separator, encoding } = reading;
  return {
    ...rest,
    version: row.version + 1,
    state: 'uploaded',
    faults: 0,
    reading: {
      columns: Object.entries(said).map(([heading, field]) => ({ heading, field })),
      ...(separator && { separator }),
      ...(encoding && { encoding }),
      ...(consents && { consents }),
    },
    read: nothingRead,
    communities: [],
    givesRoles: false,
  };
};

/** Lets an import begin. All that could refuse a row is settled here: from here on only a crash can interrupt it. */
export const begin = (
  row: ImportRow,
  mode: ImportMode,
  state: { actor: Actor | undefined; openCommunities: ReadonlySet<string> },
  now: Date,
): ImportRow | Refusal => {
  if (row.state !== 'checked')
    return refuse('conflict', `An import that is ${row.state} cannot be applied; it must be checked.`);
  const expired = gone(row, now);
  if (expired) return expired;
  if (mode === 'all-or-nothing' && row.read.bad > 0)
    return refuse(
      'conflict',
      `${row.read.bad} rows are not good, so nothing was taken in. Mend them, or take the good rows only.`,
    );
  if (row.read.good === 0) return refuse('conflict', 'No row is good, so there is nothing to take in.');
  if (row.givesRoles && !state.actor?.roles.includes('admin'))
    return refuse('forbidden', 'Only an administrator gives roles in the network, and this file does.');
  if (row.communities.some((community) => !state.openCommunities.has(community)))
    return refuse('conflict', 'A community in the file was closed since it was checked; check it again.');
  const { forgetAt: _, ...rest } = row;
  return { ...rest, version: row.version + 1, state: 'applying', faults: 0, mode };
};

const missingRows = (row: ImportRow): number => row.read.good - row.applied.rows;

const stopped = (row: ImportRow): FileFault => ({
  ...(row.cursor && { line: row.cursor }),
  detail: `${missingRows(row)} rows could not be taken in; the first of them stands after line ${Math.max(1, row.cursor)}.`,
});

const ended = (row: ImportRow, now: Date) => ({
  ...row,
  version: row.version + 1,
  // Columns that were not read may be headed by anything, so their headings are not kept.
  columns: row.columns.filter(({ field }) => field),
  doneAt: now,
  forgetAt: new Date(now.getTime() + remembered),
});

/**
 * Where an import goes once no more rows can be taken in. It is done only if all were; all or nothing is taken back
 * else, and of the good rows those that are in stay, and the others are told.
 */
export const conclude = (row: ImportRow, now: Date): ImportRow => {
  if (missingRows(row) === 0) return { ...ended(row, now), state: 'done' };
  const failure = stopped(row);
  if (row.mode === 'all-or-nothing')
    return { ...row, version: row.version + 1, state: 'taking-back', faults: 0, failure };
  const detail = `${failure.detail} Upload the file again: nobody is made twice.`;
  return { ...ended(row, now), state: 'failed', failure: { ...failure, detail } };
};

/** Ends an import that was taken back. */
export const takenBack = (row: ImportRow, now: Date): ImportRow => ({
  ...ended(row, now),
  state: 'failed',
  applied: { ...nothingApplied, people: row.kept },
  failure: {
    ...row.failure,
    detail: `${row.failure?.detail ?? ''} So all that was in was taken back${
      row.kept ? `, but for ${row.kept} people who have done something here since` : ''
    }.`.trim(),
  },
});

/** Ends a check that found the file as a whole unusable. */
export const unreadable = (row: ImportRow, failure: FileFault): ImportRow => ({
  ...row,
  version: row.version + 1,
  state: 'failed',
  failure,
});
