import { type KnownMember, knownMembers } from '@skein/known';
import type { Reader, ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { withheld } from '../ledger/decide.ts';
import type { KindFacts } from '../ledger/kind.ts';
import type { LetterRow } from '../ledger/row.ts';
import type { Settled } from '../ledger/sending-store.ts';
import type { LetterKind, LetterWriter, LetterWriterAbroad, Written } from '../writing/define-letter.ts';
import { type From, lookingUpHeads } from '../writing/head.ts';

/** A letter that may go, the recipient looked up just now. */
export interface Task {
  readonly row: LetterRow;
  /** Absent where it is written with the letter. */
  readonly to?: { readonly name: string; readonly email: string };
  readonly write: () => Promise<Written>;
  /** Under what head, and from whom. */
  readonly under: From;
}

/** Letters ready to be written, and those that must not go. */
interface Prepared {
  readonly tasks: readonly Task[];
  readonly settled: readonly Settled[];
}

/** Looks up for letters of one kind and network at once what writing them needs. */
type Prepare = (
  reader: Reader,
  rows: readonly LetterRow[],
  now: Date,
) => Promise<{ readonly tasks: readonly Omit<Task, 'under'>[]; readonly settled: readonly Settled[] }>;

/** Letters to those who are no members, of whom nothing is looked up here. */
const preparingAbroad =
  (writer: LetterWriterAbroad): Prepare =>
  async ({ network }, rows, now) => {
    const write = await writer(network, rows, now);
    return { tasks: rows.map((row) => ({ row, write: () => write(row) })), settled: [] };
  };

const preparingToMembers =
  (kind: KindFacts, writer: LetterWriter): Prepare =>
  async (reader, rows, now) => {
    const found = await knownMembers(
      reader,
      rows.map(({ person }) => person),
    );
    const members = new Map(found.map((member) => [member._id, member]));
    const open: { row: LetterRow; member: KnownMember }[] = [];
    const settled: Settled[] = [];
    for (const row of rows) {
      const member = members.get(row.person);
      const settlement = withheld(row, kind, member, now);
      if (settlement) settled.push({ row, settlement });
      else if (member) open.push({ row, member });
    }
    const rest = open.map(({ row }) => row);
    if (rest.length === 0) return { tasks: [], settled };
    const write = await writer(reader.network, rest, now);
    return {
      tasks: open.map(({ row, member }) => ({ row, to: member, write: () => write(row, member) })),
      settled,
    };
  };

/** Prepares letters of whatever kinds and networks, the most urgent ones first. */
export const preparing = (context: ServiceContext<NotificationConfig>, kinds: readonly LetterKind[]) => {
  const ready = kinds.map((kind) => ({
    kind,
    prepare:
      kind.recipients === 'abroad'
        ? preparingAbroad(kind.writer(context))
        : preparingToMembers(kind, kind.writer(context)),
  }));

  const headOf = lookingUpHeads(context);

  return async (rows: readonly LetterRow[], now: Date): Promise<Prepared> => {
    const tasks: Task[] = [];
    const settled: Settled[] = [];
    for (const { kind, prepare } of ready) {
      const ofKind = rows.filter((row) => row.kind === kind.name);
      for (const [network, ofNetwork] of Map.groupBy(ofKind, (row) => row.network)) {
        const prepared = await prepare(context.readerOf(network), ofNetwork, now);
        const under = await headOf(network);
        tasks.push(...prepared.tasks.map((task) => ({ ...task, under })));
        settled.push(...prepared.settled);
      }
    }
    return { tasks, settled };
  };
};
