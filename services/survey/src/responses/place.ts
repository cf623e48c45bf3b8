import { createHash } from 'node:crypto';
import type { AcceptedResponse } from '@skein/contracts';
import type { Addition, ResponseRow, UsedLinkRow } from './store.ts';

/** A response with where it came in the queue. */
export type Placed = AcceptedResponse & { readonly sequence?: number | undefined };

// More than any batch has responses.
const room = 10_000;

/** Numbers the responses of one message of the queue, by the message's own number. */
export const placed = (message: number, responses: readonly AcceptedResponse[]): Placed[] =>
  responses.map((response, index) => ({ ...response, sequence: message * room + index }));

// Of one length, so that they sort as numbers do.
const placeAt = (sequence: number): string => String(sequence).padStart(18, '0');

/** Where what comes after this message of the queue begins. */
export const placeBelow = (message: number): string => placeAt((message + 1) * room);

/** What a survey keeps of the groups that its respondents are in. */
export interface Grouped {
  readonly groups?: readonly { readonly community: string }[] | undefined;
  readonly kept?: readonly string[] | undefined;
}

/** In which community each link's person was asked. */
export type CommunityOf = ReadonlyMap<string, string>;

/**
 * What a response keeps beside its answers: in a named survey where it came; in others an order that tells nothing of
 * it, made of the response's own id so that it is the same whenever it is stored; and its group where groups are kept.
 */
export const factsOf = (
  { mode, kept = [] }: Grouped & { readonly mode: string },
  { sequence, link }: Placed,
  rowId: string,
  communityOf: CommunityOf,
): Pick<ResponseRow, 'place' | 'community'> => {
  const community = link === undefined ? undefined : communityOf.get(link);
  if (mode === 'named' && sequence === undefined) return community ? { community } : {};
  const place =
    mode === 'named'
      ? placeAt(sequence as number)
      : createHash('sha256').update(rowId).digest('base64url').slice(0, 20);
  return { place, ...(community && kept.includes(community) && { community }) };
};

/** The tally of who answered, by community; it says nothing of what. */
export const communityTally = '@community';

/** The tally of withdrawn responses that led to no community, so that whoever gave them is counted in theirs still. */
export const withdrawnTally = '@withdrawn';

/** What these links add to the count of who answered by community. */
export const participation = (
  { _id: survey, network }: { readonly _id: string; readonly network: string },
  links: readonly UsedLinkRow[],
  communityOf: CommunityOf,
): Addition[] => {
  const counts = new Map<string, number>();
  for (const { _id } of links) {
    const community = communityOf.get(_id);
    if (community) counts.set(community, (counts.get(community) ?? 0) + 1);
  }
  const answered = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return answered ? [{ network, survey, question: communityTally, answered, sum: 0, counts }] : [];
};

/**
 * What withdrawn responses take out of the count of who answered by community. A confidential response leads to its
 * community only where it keeps it; to look for the others' would join them to their people, so they are only counted.
 */
export const participationBack = (
  {
    _id: survey,
    network,
    mode,
    groups,
  }: Grouped & Pick<ResponseRow, '_id' | 'network'> & { readonly mode: string },
  withdrawn: readonly Pick<ResponseRow, 'link' | 'community'>[],
  communityOf: CommunityOf,
): Addition[] => {
  const counts = new Map<string, number>();
  let unknown = 0;
  for (const { link, community = link && communityOf.get(link) } of withdrawn) {
    if (community) counts.set(community, (counts.get(community) ?? 0) - 1);
    else if (groups && mode === 'confidential') unknown += 1;
  }
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const facts = { network, survey, sum: 0 };
  return [
    ...(known ? [{ ...facts, question: communityTally, answered: known, counts }] : []),
    ...(unknown ? [{ ...facts, question: withdrawnTally, answered: unknown, counts: new Map() }] : []),
  ];
};
