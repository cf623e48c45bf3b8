import {
  FieldAudience,
  isRefusal,
  NetworkRole,
  type ProfileChanges,
  ProfileField,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { type Changed, type Edited, withEdits } from '@skein/service-kit/decisions';
import { powerUntil } from './power.ts';
import type { PersonRow } from './row.ts';
import { visibilityOf } from './visibility.ts';

/** A copy without the fields that are not set, which the database would refuse. */
export const withoutGaps = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as never;

/** What an edit says of the organisation: an id or a name, never both; the other one follows from it. */
const employment = (
  before: PersonRow,
  { organisation, organisationId }: Pick<ProfileChanges, 'organisation' | 'organisationId'>,
): Record<string, string | null> | Refusal => {
  if (organisation && organisationId) {
    return refuse('invalid-request', 'Give the name of the organisation, or its id.', [
      'organisationId',
      'is sent beside a name',
    ]);
  }
  if (organisation && organisation !== before.organisation) return { organisation, organisationId: null };
  if (organisationId && organisationId !== before.organisationId)
    return { organisation: null, organisationId };
  return organisation === null || organisationId === null ? { organisation: null, organisationId: null } : {};
};

/** The fields that an edit would show to more people than before. */
const opened = (before: PersonRow, visibility: PersonRow['visibility']): ProfileField[] => {
  const width = (audience: FieldAudience) => -FieldAudience.options.indexOf(audience);
  const [was, is] = [visibilityOf(before), visibilityOf({ visibility })];
  return ProfileField.options.filter((field) => width(is[field]) > width(was[field]));
};

/** Changes a profile; null takes a field away. Others than the person themselves may hide a field, never show one. */
export const editProfile = (
  before: PersonRow,
  { visibility, organisation, organisationId, ...sent }: ProfileChanges,
  oneself: boolean,
): Changed<PersonRow> | Refusal => {
  const employed = employment(before, { organisation, organisationId });
  if (isRefusal(employed)) return employed;
  const chosen = visibility && { ...before.visibility, ...visibility };
  const wider = oneself || !chosen ? [] : opened(before, chosen);
  if (wider.length) {
    const fields = wider.map((field): [string, string] => [
      `visibility.${field}`,
      'would be shown to more people',
    ]);
    return refuse('forbidden', 'Only the person themselves shows more of themselves.', ...fields);
  }
  if (!oneself && sent.namedOpenly && !before.namedOpenly) {
    return refuse('forbidden', 'Only the person themselves agrees to be named openly.', [
      'namedOpenly',
      'is theirs to say',
    ]);
  }
  const ordered = chosen && {
    visibility: Object.fromEntries(
      ProfileField.options.flatMap((field) => (chosen[field] ? [[field, chosen[field]]] : [])),
    ),
  };
  return withEdits(before, { ...sent, ...employed, ...ordered } as Edited<PersonRow>);
};

/** The refusal to take the last administrator away, by demotion, erasure or merging. */
export const lastAdmin = (person: string, admins: readonly string[]): Refusal | undefined =>
  admins.includes(person) && admins.every((admin) => admin === person)
    ? refuse('conflict', 'They are the last administrator of the network: name another one first.')
    : undefined;

/** Gives and takes roles in the network, so that they are exactly these. */
export const giveRoles = (
  before: PersonRow,
  roles: readonly NetworkRole[],
  admins: readonly string[],
  now: Date,
): { row: PersonRow; given: NetworkRole[]; taken: NetworkRole[] } | Refusal => {
  const given = NetworkRole.options.filter((role) => roles.includes(role) && !before.roles.includes(role));
  const taken = before.roles.filter((role) => !roles.includes(role));
  const last = taken.includes('admin') ? lastAdmin(before._id, admins) : undefined;
  if (last) return { ...last, errors: [{ pointer: '#/roles', detail: 'must keep admin' }] };
  if (given.length + taken.length === 0) return { row: before, given, taken };
  const after = NetworkRole.options.filter((role) => roles.includes(role));
  const { powerUntil: _, ...rest } = before;
  const until = powerUntil(before.roles, after, now);
  const row = { ...rest, roles: after, version: before.version + 1, ...(until && { powerUntil: until }) };
  return { row, given, taken };
};
