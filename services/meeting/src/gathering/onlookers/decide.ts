import { type Actor, may, type Refusal, type Right } from '@skein/contracts';

/** The communities whose own meetings somebody is told of: all for those who may read any, none for a visitor. */
export const toldOf = (actor: Actor | undefined): 'all' | string[] =>
  may(actor, 'meeting.read') ? 'all' : Object.keys(actor?.communities ?? {});

/** The communities that hold a meeting. */
export interface Held {
  readonly community: string;
  readonly withCommunities?: readonly string[] | undefined;
}

type Deny = (
  right: Right,
  target: { readonly community: string; readonly person?: string },
) => Refusal | undefined;

/** Why somebody may not do this at a meeting: they may in none of the communities that hold it. `person`: whose thing it is. */
export const denyWhere = (
  deny: Deny,
  right: Right,
  { community, withCommunities = [] }: Held,
  person?: string,
): Refusal | undefined => {
  const denyIn = (one: string) => deny(right, { community: one, ...(person !== undefined && { person }) });
  return withCommunities.some((one) => !denyIn(one)) ? undefined : denyIn(community);
};
