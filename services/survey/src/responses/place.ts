import { createHash } from 'node:crypto';
import type { AcceptedResponse } from '@skein/contracts';
import type { Addition, ResponseRow, UsedLinkRow } from './store.ts';

/** A response with where it came in the queue. */
export type Placed = AcceptedResponse & { readonly sequence?: number };

// More than any batch has responses.
const room = 10_000;

/** Numbers the responses of one message of the queue, by the message's own number. */
export const placed = (message: number, responses: readonly AcceptedResponse[]): Placed[] =>
  responses.map((response, index) => ({ ...response, sequence: message * room + index }));

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
): Pick<ResponseRow, 'sequence' | 'shuffled' | 'community'> => {
  const community = link === undefined ? undefined : communityOf.get(link);
  const place =
    mode === 'named'
      ? sequence !== undefined && { sequence }
      : { shuffled: createHash('sha256').update(rowId).digest('base64url').slice(0, 20) };
  return { ...place, ...(community && kept.includes(community) && { community }) };
};

/** The tally of who answered, by community; it says nothing of what. */
export const communityTally = '@community';

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
