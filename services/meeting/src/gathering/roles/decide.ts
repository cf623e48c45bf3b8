import { type MeetingRole, type RoleHeld, MeetingRole as Roles } from '@skein/contracts';
import type { GivenRoleRow, RotationRow } from './row.ts';

/** Whose turn it is at a date before which so many of the rotation’s dates have been. */
export const turnOf = (people: readonly string[], before: number): string | undefined =>
  people.length ? people[before % people.length] : undefined;

interface Known {
  readonly rotations: readonly RotationRow[];
  readonly given: readonly GivenRoleRow[];
  /** How many dates of its series come before the meeting since a rotation began; undefined where it is earlier. */
  readonly datesSince: ReadonlyMap<MeetingRole, number | undefined>;
  /** Who leads through the meetings of the series. */
  readonly facilitator?: string | undefined;
  readonly inSeries: boolean;
}

/** Who has each role at a meeting: who was said by hand, else whose turn it is. */
export const rolesHeld = ({ rotations, given, datesSince, facilitator, inSeries }: Known): RoleHeld[] =>
  Roles.options.map((role) => {
    const rotation = rotations.find((one) => one.role === role);
    const hand = given.find((one) => one.role === role);
    const before = datesSince.get(role);
    const turn = rotation && before !== undefined ? turnOf(rotation.people, before) : undefined;
    const person = hand?.person ?? turn ?? (role === 'facilitator' ? facilitator : undefined);
    return {
      role,
      version: hand?.version ?? 0,
      ...(person !== undefined && { person }),
      ...(hand?.person !== undefined && { byHand: true as const }),
      ...(inSeries && {
        rotation: { version: rotation?.version ?? 0, people: rotation?.people ?? [] },
      }),
    };
  });
