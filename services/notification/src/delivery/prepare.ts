import type { KnownMember } from '@skein/known';
import type { Db } from 'mongodb';
import type { Composed } from '../letters/template.ts';
import { type Settlement, withheld } from './decide.ts';
import { isAbroad, type KindAbroad } from './kinds.ts';
import type { LetterKind, LetterRow } from './letter-row.ts';
import type { Settled } from './store.ts';

/** A letter's content with its own headers, or why there is none. */
export type Written =
  | {
      readonly composed: Composed;
      readonly headers?: Readonly<Record<string, string>>;
      /** Where it goes, where that is not the member's address. */
      readonly to?: { readonly email: string };
    }
  | { readonly settlement: Settlement };

/** What one kind of letter says: fetches what these rows of one network need, and gives what then writes each. */
export type LetterWriter = (
  network: string,
  rows: readonly LetterRow[],
  now: Date,
) => Promise<(row: LetterRow, member: KnownMember) => Promise<Written>>;
/** The same of letters to those who are no members: where each goes is written with it. */
export type LetterWriterAbroad = (
  network: string,
  rows: readonly LetterRow[],
  now: Date,
) => Promise<(row: LetterRow) => Promise<Written>>;
export type LetterWriters = Readonly<
  Record<Exclude<LetterKind, KindAbroad>, LetterWriter> & Record<KindAbroad, LetterWriterAbroad>
>;

/** A letter that may go, the recipient looked up just now. */
export interface Task {
  readonly row: LetterRow;
  /** Absent where it is written with the letter. */
  readonly to?: { readonly name: string; readonly email: string };
  readonly write: () => Promise<Written>;
}

const membersById = async (
  db: Db,
  network: string,
  rows: readonly LetterRow[],
): Promise<Map<string, KnownMember>> => {
  const people = rows.map(({ person }) => person);
  const found = await db
    .collection<KnownMember>('members')
    .find({ _id: { $in: people }, network })
    .toArray();
  return new Map(found.map((member) => [member._id, member]));
};

/** Letters to those who are no members, of whom nothing is looked up here. */
const tasksAbroad = async (
  writers: LetterWriters,
  network: string,
  rows: readonly LetterRow[],
  now: Date,
): Promise<Task[]> => {
  const tasks: Task[] = [];
  for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.kind)) {
    if (!isAbroad(kind)) continue;
    const write = await writers[kind](network, ofKind, now);
    for (const row of ofKind) tasks.push({ row, write: () => write(row) });
  }
  return tasks;
};

/** Letters that may go to members, who were looked up just now. */
const tasksToMembers = async (
  writers: LetterWriters,
  network: string,
  letters: readonly { readonly row: LetterRow; readonly member: KnownMember }[],
  now: Date,
): Promise<Task[]> => {
  const tasks: Task[] = [];
  for (const [kind, ofKind] of Map.groupBy(letters, ({ row }) => row.kind)) {
    if (isAbroad(kind)) continue;
    const write = await writers[kind](
      network,
      ofKind.map(({ row }) => row),
      now,
    );
    for (const { row, member } of ofKind) tasks.push({ row, to: member, write: () => write(row, member) });
  }
  return tasks;
};

/** Looks up for many letters at once what writing them needs; those that must not go come back settled. */
export const prepare = async (
  db: Db,
  writers: LetterWriters,
  rows: readonly LetterRow[],
  now: Date,
): Promise<{ tasks: Task[]; settled: Settled[] }> => {
  const tasks: Task[] = [];
  const settled: Settled[] = [];
  for (const [network, ofNetwork] of Map.groupBy(rows, (row) => row.network)) {
    const members = await membersById(db, network, ofNetwork);
    const open: { row: LetterRow; member: KnownMember }[] = [];
    for (const row of ofNetwork) {
      const member = members.get(row.person);
      const settlement = withheld(row, member, now);
      if (settlement) settled.push({ row, settlement });
      else if (member) open.push({ row, member });
    }
    tasks.push(...(await tasksAbroad(writers, network, ofNetwork, now)));
    tasks.push(...(await tasksToMembers(writers, network, open, now)));
  }
  return { tasks, settled };
};
