import { createHash } from 'node:crypto';
import type { KindFacts } from './kind.ts';
import type { LetterRow } from './row.ts';

/** What a letter is about, whoever it goes to. */
type About = Pick<LetterRow, 'network' | 'kind' | 'cause' | 'community' | 'title' | 'closesAt'>;

/** A letter to be written; its Message-ID follows from its id, so that a copy of it is known for one. */
export const newLetter = (cause: About & { readonly person: string }, now: Date, host: string): LetterRow => {
  const _id = `${cause.kind}:${cause.cause}:${cause.person}`;
  const hash = createHash('sha256').update(`${cause.network}:${_id}`).digest('hex').slice(0, 40);
  const messageId = `<${hash}@${host}>`;
  return { _id, ...cause, status: 'queued', attempts: 0, messageId, createdAt: now, dueAt: now };
};

/** Letters of one kind that are due, each of these people one. */
export interface Due extends Omit<About, 'network' | 'kind'> {
  readonly kind: Pick<KindFacts, 'name'>;
  readonly people: readonly string[];
}

/** A letter to each, to be put into the ledger. All are of one moment, so that when one was made tells nothing. */
export const lettersTo = (
  { kind, people, ...about }: Due,
  { network, host, now }: { readonly network: string; readonly host: string; readonly now: Date },
): LetterRow[] =>
  people.map((person) => newLetter({ ...about, network, kind: kind.name, person }, now, host));
