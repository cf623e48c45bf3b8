import { answersPrefix } from '../../delivery/reply-addresses/addresses.ts';

/** What an address of ours is for: each is one person’s, by its token. */
export interface Addressed {
  readonly token: string;
  /** Where it stands before the token: what comes is a tension of this community, and not the answer of a calendar. */
  readonly community?: string;
}

/** Reads an address of the domain that mail comes in to; undefined where it is none. */
export const addressedTo = (recipient: string, domain: string): Addressed | undefined => {
  const [local = '', where] = recipient.toLowerCase().split('@');
  if (where !== domain) return undefined;
  if (local.startsWith(answersPrefix)) return { token: local.slice(answersPrefix.length) };
  const [, community, token] = /^([a-z0-9-]+)\.([a-z2-7]{26})$/.exec(local) ?? [];
  return community && token ? { token, community } : undefined;
};

/** As long as what stands before the @ may be. */
const longest = 64;

/** The address at which what somebody writes becomes a tension of a community, from that at which they answer. */
export const tensionAddress = (
  { _id, slug }: { readonly _id: string; readonly slug: string },
  answersAt: string,
): string => {
  const [token = '', domain] = answersAt.slice(answersPrefix.length).split('@');
  const community = slug.length + 1 + token.length > longest ? _id : slug;
  return `${community}.${token}@${domain}`;
};
