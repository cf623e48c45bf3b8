import type { KnownMember } from '@skein/known';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { again, type Settlement } from '../ledger/decide.ts';
import type { KindFacts } from '../ledger/kind.ts';
import type { LetterRow } from '../ledger/row.ts';
import type { CalendarPart, Mailbox } from '../post/mime.ts';
import type { Worded, Wording } from '../wording/wording.ts';

/** A letter's content with its own headers, or why there is none. */
export type Written =
  | {
      readonly composed: Worded;
      readonly headers?: Readonly<Record<string, string>>;
      /** Where it goes, where that is not the member's address. */
      readonly to?: { readonly email: string };
      /** What the reader’s calendar program is told with it. */
      readonly calendar?: (from: Mailbox, to: Mailbox) => CalendarPart | undefined;
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

type Context = ServiceContext<NotificationConfig>;

/** A letter to members. */
interface KindToMembers extends KindFacts {
  readonly recipients: 'listed' | 'named';
  readonly wordings: readonly Wording[];
  readonly writer: (context: Context) => LetterWriter;
}

/** A letter to those who are no members. */
interface KindAbroad extends KindFacts {
  readonly recipients: 'abroad';
  readonly wordings: readonly Wording[];
  readonly writer: (context: Context) => LetterWriterAbroad;
}

/** A kind of letter, whole: when it goes before others, why it may go, what it says, and how it is written. */
export type LetterKind = KindToMembers | KindAbroad;

/** Declares a kind of letter; its capability names it under `letters`. */
export const defineLetter = <K extends LetterKind>(kind: K): K => kind;

/** Tried again later: whoever knows what the letter says did not answer. */
export const unanswered = (row: LetterRow, reason: string, now: Date): Written => ({
  settlement: again(row.attempts + 1, reason, now),
});

/** Not sent: there is nothing to say to this person any more. */
export const needless = (reason: string): Written => ({ settlement: { status: 'failed', reason } });

/** Asks once for all the letters of a cause; what it was told then stands for each of them. */
export const perCause = async <A>(
  rows: readonly LetterRow[],
  ask: (cause: string, people: string[]) => Promise<A>,
): Promise<(row: LetterRow) => A | undefined> => {
  const causes = [...Map.groupBy(rows, ({ cause }) => cause)];
  const answers = await Promise.all(
    causes.map(async ([cause, group]) => {
      const people = group.map(({ person }) => person);
      return [cause, await ask(cause, people)] as const;
    }),
  );
  const told = new Map(answers);
  return ({ cause }) => told.get(cause);
};
