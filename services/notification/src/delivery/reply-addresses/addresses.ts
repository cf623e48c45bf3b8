import { randomInt } from 'node:crypto';
import type { Reader } from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { insertReplyAddresses, replyAddressesOf } from './store.ts';

/** Before the part of an address that nobody can guess. */
export const answersPrefix = 'answer-';

const characters = 'abcdefghijklmnopqrstuvwxyz234567';
/** 130 bits. */
const newToken = (): string =>
  Array.from({ length: 26 }, () => characters[randomInt(characters.length)]).join('');

type Configured = Pick<NotificationConfig, 'SKEIN_MAIL_IN_DOMAIN'>;

/** Where what these people’s calendar programs answer is read: always the same for each, since programs hold to it. */
export const replyAddressesFor = async (
  reader: Reader,
  { SKEIN_MAIL_IN_DOMAIN: domain }: Configured,
  people: readonly string[],
): Promise<(person: string) => string | undefined> => {
  if (domain === undefined) return () => undefined;
  const named = [...new Set(people)];
  const known = new Set((await replyAddressesOf(reader, named)).map(({ person }) => person));
  const { network } = reader;
  const since = new Date();
  const missing = named.filter((person) => !known.has(person));
  await insertReplyAddresses(
    reader,
    missing.map((person) => ({ _id: newToken(), network, person, since })),
  );
  // Read again, the oldest last, so that of two processes which made one at once both use the same.
  const tokens = new Map((await replyAddressesOf(reader, named)).map(({ person, _id }) => [person, _id]));
  return (person) => {
    const token = tokens.get(person);
    return token && `${answersPrefix}${token}@${domain}`;
  };
};
