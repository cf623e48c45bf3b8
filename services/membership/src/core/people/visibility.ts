import {
  type Actor,
  defaultVisibility,
  type FieldAudience,
  may,
  mayAnywhere,
  ProfileField,
  type Visibility,
} from '@skein/contracts';
import type { PersonRow } from './row.ts';

/**
 * As what somebody sees a person: as the hosts and themselves do (everything), as those who share a community do, or as
 * the whole network does.
 */
export const standpoints = ['hosts', 'communities', 'network'] as const;
export type Standpoint = (typeof standpoints)[number];

const seenFrom: Record<Standpoint, readonly FieldAudience[]> = {
  hosts: ['network', 'communities', 'nobody'],
  communities: ['network', 'communities'],
  network: ['network'],
};

/** The communities in which the actor is among the members; a guest sees nobody's profile. */
export const communitiesOf = (actor: Actor | undefined): string[] =>
  Object.keys(actor?.communities ?? {}).filter((community) => may(actor, 'people.read', { community }));

/** Somebody's place in a community; without a role they left it. */
interface Place {
  readonly person: string;
  readonly community: string;
  readonly role?: string | undefined;
}

/** From where the actor sees this person; undefined where they do not see them at all. */
export const standpointOf = (
  actor: Actor | undefined,
  row: Pick<PersonRow, '_id' | 'listed'>,
  memberships: readonly Place[],
): Standpoint | undefined => {
  if (may(actor, 'people.read', { person: row._id })) return 'hosts';
  const shared = memberships.some(
    ({ person, community, role }) =>
      person === row._id && role !== undefined && may(actor, 'people.read', { community }),
  );
  if (shared) return 'communities';
  return row.listed && mayAnywhere(actor, 'directory.read') ? 'network' : undefined;
};

/** Who sees which field of a person: what they chose, else the careful defaults. */
export const visibilityOf = ({ visibility }: Pick<PersonRow, 'visibility'>): Visibility => ({
  ...defaultVisibility,
  ...visibility,
});

/** The fields that are shown from a standpoint. */
export const shownFields = (
  row: Pick<PersonRow, 'visibility'>,
  standpoint: Standpoint,
): ReadonlySet<ProfileField> => {
  const visibility = visibilityOf(row);
  return new Set(ProfileField.options.filter((field) => seenFrom[standpoint].includes(visibility[field])));
};
