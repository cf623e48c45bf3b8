import { answersPrefix } from '../../delivery/reply-addresses/addresses.ts';

/** What an address of ours is for. */
export type Addressed = { readonly answersTo: string };

/** Reads an address of the domain that mail comes in to; undefined where it is none. */
export const addressedTo = (recipient: string, domain: string): Addressed | undefined => {
  const [local = '', where] = recipient.toLowerCase().split('@');
  if (where !== domain) return undefined;
  if (local.startsWith(answersPrefix)) return { answersTo: local.slice(answersPrefix.length) };
  return undefined;
};
