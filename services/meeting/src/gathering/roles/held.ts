import type { MeetingRole, RoleHeld } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { datesBetween } from '../meetings/store.ts';
import { findSeries } from '../series/store.ts';
import { rolesHeld } from './decide.ts';
import { givenAt, rotationsOf } from './store.ts';

/** Who has which role at a meeting. A date that was cancelled takes nobody’s turn. */
export const rolesAt = async (reader: Reader, meeting: MeetingRow): Promise<RoleHeld[]> => {
  const { series: id, startsAt } = meeting;
  const given = await givenAt(reader, meeting._id);
  if (id === undefined) return rolesHeld({ rotations: [], given, datesSince: new Map(), inSeries: false });
  const series = await findSeries(reader, id);
  const rotations = await rotationsOf(reader, id);
  const datesSince = new Map<MeetingRole, number | undefined>();
  for (const { role, since } of rotations)
    datesSince.set(role, startsAt < since ? undefined : await datesBetween(reader, id, since, startsAt));
  return rolesHeld({ rotations, given, datesSince, facilitator: series?.facilitator, inSeries: true });
};

/** Whom the roles of a meeting name, those too who come later. */
export const peopleInRoles = (roles: readonly RoleHeld[]): string[] =>
  roles.flatMap(({ person, rotation }) => [...(person ? [person] : []), ...(rotation?.people ?? [])]);
