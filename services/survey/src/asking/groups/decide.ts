import type { CommunityRole } from '@skein/contracts';
import type { InvitationRow } from '../invitations/row.ts';
import type { SurveyRow } from '../surveys/row.ts';

/** One person's belonging to one community, as far as groups go. */
export interface Belonging {
  readonly person: string;
  readonly community: string;
  readonly role?: CommunityRole | undefined;
}

// The part somebody has most to answer for comes first; then the community that is oldest, by its id.
const weight = ['facilitator', 'core', 'member'];

const first = (one: Belonging, other: Belonging): number =>
  weight.indexOf(one.role ?? '') - weight.indexOf(other.role ?? '') ||
  (one.community < other.community ? -1 : 1);

type Asked = Pick<SurveyRow, 'community' | 'mode' | 'groupBy' | 'groups' | 'roles'>;

/**
 * Notes in which community each person is asked, and their role there. Each is in one: a set of communities could be
 * one person's alone. An anonymous one asks nobody in a group, since no answer leads to one.
 */
export const place = (
  { community, mode }: Asked,
  invitations: readonly InvitationRow[],
  memberships: readonly Belonging[],
): InvitationRow[] => {
  if (mode === 'anonymous') return [...invitations];
  const belongings = Map.groupBy(
    memberships.filter(({ role }) => role !== undefined && weight.includes(role)),
    ({ person }) => person,
  );
  const placeOf = (person: string): Belonging | undefined => {
    const own = belongings.get(person) ?? [];
    return (
      own.find((one) => community !== undefined && one.community === community) ?? own.toSorted(first)[0]
    );
  };
  return invitations.map((invitation) => {
    const { community: there, role } = placeOf(invitation.person) ?? {};
    return there && role ? { ...invitation, community: there, role } : invitation;
  });
};

const sum = <K extends string>(keys: readonly (K | undefined)[], before: ReadonlyMap<K, number>) => {
  const counts = new Map(before);
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
};

/** The survey with these invitations counted into its groups. */
export const addGroups = <S extends Asked>(survey: S, placed: readonly InvitationRow[]): S => {
  if (!placed.some(({ community }) => community)) return survey;
  const { groups = [], roles = [] } = survey;
  const communities = sum(
    placed.map(({ community }) => community),
    new Map(groups.map(({ community, invited }) => [community, invited])),
  );
  const byRole = sum(
    placed.map(({ role }) => role),
    new Map(roles.map(({ role, invited }) => [role, invited])),
  );
  return {
    ...survey,
    groups: communities.map(([community, invited]) => ({ community, invited })),
    ...(survey.groupBy === 'role' && { roles: byRole.map(([role, invited]) => ({ role, invited })) }),
  };
};

/**
 * The groups that responses keep, where the survey says so: where it is not named, only those with at least the smallest
 * group among those asked.
 */
export const keptIn = (
  { mode, groupBy, groups, roles = [] }: Asked,
  smallestGroup: number,
): { kept?: string[] } => {
  if (!groupBy || !groups) return {};
  const sizes =
    groupBy === 'role'
      ? roles.map(({ role, invited }) => [role as string, invited] as const)
      : groups.map(({ community, invited }) => [community, invited] as const);
  const least = mode === 'named' ? 1 : smallestGroup;
  return { kept: sizes.flatMap(([key, invited]) => (invited >= least ? [key] : [])) };
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
