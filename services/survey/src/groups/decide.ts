import type { Opening } from '../surveys/decide.ts';

/** One person's belonging to one community, as far as groups go. */
export interface Belonging {
  readonly person: string;
  readonly community: string;
  readonly role?: string | undefined;
}

// The part somebody has most to answer for comes first; then the community that is oldest, by its id.
const weight = ['facilitator', 'core', 'member'];

const first = (one: Belonging, other: Belonging): number =>
  weight.indexOf(one.role ?? '') - weight.indexOf(other.role ?? '') ||
  (one.community < other.community ? -1 : 1);

/**
 * Notes in which community each person is asked. Each is in one: a set of communities could be one person's alone.
 * Responses keep it only where the survey says so, and where it is not named, only of communities with at least the
 * smallest group among those asked; never of anonymous ones, which no link leads to.
 */
export const inGroups = (
  { survey, invitations, letters }: Opening,
  memberships: readonly Belonging[],
  smallestGroup: number,
): Opening => {
  if (survey.mode === 'anonymous') return { survey, invitations, letters };
  const belongings = Map.groupBy(
    memberships.filter(({ role }) => role !== undefined && weight.includes(role)),
    ({ person }) => person,
  );
  const communityOf = (person: string): string | undefined => {
    const own = belongings.get(person) ?? [];
    if (survey.community && own.some(({ community }) => community === survey.community))
      return survey.community;
    return own.toSorted(first)[0]?.community;
  };
  const placed = invitations.map((invitation) => {
    const community = communityOf(invitation.person);
    return community ? { ...invitation, community } : invitation;
  });
  const byCommunity = Map.groupBy(placed, ({ community }) => community);
  byCommunity.delete(undefined);
  if (byCommunity.size === 0) return { survey, invitations, letters };
  const groups = [...byCommunity]
    .map(([community, asked]) => ({ community: community as string, invited: asked.length }))
    .toSorted((a, b) => (a.community < b.community ? -1 : 1));
  const least = survey.mode === 'named' ? 1 : smallestGroup;
  const kept = groups.flatMap(({ community, invited }) => (invited >= least ? [community] : []));
  return {
    survey: { ...survey, groups, ...(survey.groupBy && { kept }) },
    invitations: placed,
    letters,
  };
};

/**
 * Which of these groups may not be shown: those below the smallest group; and where they are so few that what is left
 * of the whole would tell them, the next-lowest with them. Undefined where nothing may be shown.
 */
export const groupsToHide = (sizes: readonly number[], smallestGroup: number): Set<number> | undefined => {
  const hidden = new Set(sizes.flatMap((size, index) => (size > 0 && size < smallestGroup ? [index] : [])));
  if (hidden.size === 0) return hidden;
  const rising = [...sizes.entries()]
    .filter(([, size]) => size >= smallestGroup)
    .toSorted((a, b) => a[1] - b[1]);
  const together = (): number => [...hidden].reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
  while (hidden.size === 1 || together() < smallestGroup) {
    const next = rising.shift();
    if (!next) return undefined;
    hidden.add(next[0]);
  }
  return hidden;
};
