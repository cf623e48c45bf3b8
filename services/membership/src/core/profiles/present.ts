import type { Actor, Person } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { MembershipRow } from '../memberships/row.ts';
import { membershipsOf } from '../memberships/store.ts';
import type { OrganisationRow } from '../organisations/row.ts';
import { organisationsById } from '../organisations/store.ts';
import type { PersonRow } from '../people/row.ts';
import { type Standpoint, shownFields, standpointOf, visibilityOf } from '../people/visibility.ts';

/** What is to be known of people before they can be shown. */
export interface Surroundings {
  readonly memberships: readonly MembershipRow[];
  readonly organisations: ReadonlyMap<string, OrganisationRow>;
}

const withoutHidden = <T extends object>(fields: T, shown: ReadonlySet<string>): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => value !== undefined && shown.has(field)),
  ) as Partial<T>;

const communitiesOf = (row: PersonRow, memberships: readonly MembershipRow[], from: Standpoint) =>
  memberships
    .filter(({ person, role }) => person === row._id && role)
    // Who facilitates or is core, the whole network knows; that they are a member is their communities' business.
    .filter(({ role }) => from !== 'network' || role === 'facilitator' || role === 'core')
    .map(({ community, role, since }) => ({ community, role: role ?? 'member', since: since.toISOString() }));

/** A person as the API shows them from a standpoint. Every route that shows somebody's profile goes through here. */
export const presentPerson = (
  row: PersonRow,
  { memberships, organisations }: Surroundings,
  from: Standpoint,
): Person => {
  const shown = shownFields(row, from);
  const { email, occupation, region, timeZone, language, strengths } = row;
  const organisation = organisations.get(row.organisationId ?? '');
  const name = organisation?.name ?? row.organisation;
  const organisationId = organisation?._id ?? row.organisationId;
  const photo = row.photo && `/people/${row._id}/photo?v=${row.photo.slice(0, 16)}`;
  return {
    id: row._id,
    version: row.version,
    name: row.name,
    ...withoutHidden({ email, occupation, region, timeZone, language, photo }, shown),
    ...(shown.has('organisation') && name && { organisation: name }),
    ...(shown.has('organisation') && organisationId && { organisationId }),
    interests: shown.has('interests') ? row.interests : [],
    strengths: (shown.has('strengths') && strengths) || [],
    roles: row.roles,
    communities: communitiesOf(row, memberships, from),
    joinedAt: row.joinedAt.toISOString(),
    ...(from === 'hosts' && {
      visibility: visibilityOf(row),
      namedOpenly: row.namedOpenly ?? false,
      listed: row.listed ?? false,
    }),
  };
};

export const surroundingsOf = async (reader: Reader, rows: readonly PersonRow[]): Promise<Surroundings> => {
  const people = rows.map(({ _id }) => _id);
  const ids = rows.flatMap(({ organisationId }) => organisationId ?? []);
  const [memberships, organisations] = [
    await membershipsOf(reader, people),
    await organisationsById(reader, ids),
  ];
  return { memberships, organisations };
};

/** A person as this actor sees them; undefined where they do not. */
export const presentTo = (
  actor: Actor | undefined,
  row: PersonRow,
  surroundings: Surroundings,
): Person | undefined => {
  const from = standpointOf(actor, row, surroundings.memberships);
  return from && presentPerson(row, surroundings, from);
};
