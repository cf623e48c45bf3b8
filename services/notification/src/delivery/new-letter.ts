import { createHash } from 'node:crypto';
import { hostOf, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import type { LetterRow } from './letter-row.ts';

/** What a letter is about, whoever it goes to. */
type About = Pick<LetterRow, 'network' | 'kind' | 'cause' | 'community' | 'title' | 'closesAt'>;

/** A letter to be written; its Message-ID follows from its id, so that a copy of it is known for one. */
export const newLetter = (cause: About & { readonly person: string }, now: Date, host: string): LetterRow => {
  const _id = `${cause.kind}:${cause.cause}:${cause.person}`;
  const hash = createHash('sha256').update(`${cause.network}:${_id}`).digest('hex').slice(0, 40);
  const messageId = `<${hash}@${host}>`;
  return { _id, ...cause, status: 'queued', attempts: 0, messageId, createdAt: now, dueAt: now };
};

/** A letter to each of these people, to be put into the ledger. */
export const lettersTo = (
  { config, now }: Pick<ServiceContext<NotificationConfig>, 'config' | 'now'>,
  about: About,
  people: readonly string[],
): LetterRow[] => {
  const host = hostOf(config, about.network);
  return people.map((person) => newLetter({ ...about, person }, now(), host));
};
