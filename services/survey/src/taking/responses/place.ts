import type { AcceptedResponse, CommunityRole, GroupBy } from '@skein/contracts';
import type { UsedLinkRow } from '../../asking/invitations/row.ts';
import type { ResponseRow } from './row.ts';
import type { Addition } from './tallies.ts';

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
  readonly groupBy?: GroupBy | undefined;
  readonly groups?: readonly { readonly community: string }[] | undefined;
  readonly kept?: readonly string[] | undefined;
}

/** In which community each link's person was asked, and as what. */
export type GroupOf = ReadonlyMap<
  string,
  { readonly community?: string | undefined; readonly role?: CommunityRole | undefined }
>;

/** What a response is placed by. */
export interface Placing {
  /** A place made of a row's id, which tells nothing of when it came. */
  readonly orderOf: (rowId: string) => string;
  readonly groupOf?: GroupOf;
}

/**
 * What a response keeps beside its answers: in a named survey where it came; in others an order that tells nothing of
 * it, made of the response's own id so that it is the same whenever it is stored; and its group where groups are kept.
 */
export const factsOf = (
  { mode, kept = [] }: Grouped & { readonly mode: string },
  { sequence, link }: Placed,
  rowId: string,
  { orderOf, groupOf = new Map() }: Placing,
): Pick<ResponseRow, 'place' | 'community' | 'role'> => {
  const { community, role } = (link === undefined ? undefined : groupOf.get(link)) ?? {};
  const group = {
    ...(community && kept.includes(community) && { community }),
    ...(role && kept.includes(role) && { role }),
  };
  if (mode === 'named' && sequence === undefined) return group;
  const place = mode === 'named' ? placeAt(sequence as number) : orderOf(rowId);
  return { place, ...group };
};

/** The tallies of who answered, by community and by role; they say nothing of what. */
export const communityTally = '@community';
export const roleTally = '@role';

/** The tally of withdrawn responses that led to no community, so that whoever gave them is counted in theirs still. */
export const withdrawnTally = '@withdrawn';

/** What these links add to the counts of who answered, by group. */
export const participation = (
  survey: Grouped & Pick<ResponseRow, '_id' | 'network'>,
  links: readonly UsedLinkRow[],
  groupOf: GroupOf,
): Addition[] =>
  counted(
    survey,
    links.map(({ _id }) => groupOf.get(_id) ?? {}),
    1,
  );

/**
 * What withdrawn responses take out of the counts of who answered. A confidential response leads to its group only where
 * it keeps it; to look for the others' would join them to their people, so they are only counted.
 */
export const participationBack = (
  survey: Grouped & Pick<ResponseRow, '_id' | 'network'> & { readonly mode: string },
  withdrawn: readonly Pick<ResponseRow, 'link' | 'community' | 'role'>[],
  groupOf: GroupOf,
): Addition[] => {
  const { _id, network, mode, groups } = survey;
  const left = withdrawn.map(({ link, community, role }) => {
    const asked = (link === undefined ? undefined : groupOf.get(link)) ?? {};
    return { community: community ?? asked.community, role: role ?? asked.role };
  });
  const unknown = groups && mode === 'confidential' ? left.filter(({ community }) => !community).length : 0;
  const tally = { network, survey: _id, question: withdrawnTally, answered: unknown, sum: 0 };
  return [...counted(survey, left, -1), ...(unknown ? [{ ...tally, counts: new Map() }] : [])];
};

type Group = NonNullable<ReturnType<GroupOf['get']>>;

const counted = (
  { _id: survey, network, groupBy }: Grouped & Pick<ResponseRow, '_id' | 'network'>,
  answered: readonly Group[],
  by: 1 | -1,
): Addition[] => {
  const tallyOf = (question: string, keys: readonly (string | undefined)[]): Addition[] => {
    const counts = new Map<string, number>();
    for (const key of keys) if (key) counts.set(key, (counts.get(key) ?? 0) + by);
    const sum = [...counts.values()].reduce((all, count) => all + count, 0);
    return sum ? [{ network, survey, question, answered: sum, sum: 0, counts }] : [];
  };
  return [
    ...tallyOf(
      communityTally,
      answered.map(({ community }) => community),
    ),
    ...(groupBy === 'role'
      ? tallyOf(
          roleTally,
          answered.map(({ role }) => role),
        )
      : []),
  ];
};
