import { type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { HoldingRow, RoleRow } from './row.ts';

export type RoleText = Pick<
  RoleRow,
  'name' | 'purpose' | 'accountabilities' | 'tasks' | 'reportsTo' | 'community'
>;

type Named = Pick<RoleRow, '_id' | 'name' | 'community' | 'reportsTo' | 'retiredAt'>;

/** The roles that a role may have to do with: those of its community and of the network. */
export type Surroundings = readonly Named[];

const refuseTaken = (role: Named, all: Surroundings): Refusal | undefined => {
  const same = (other: Named): boolean =>
    other._id !== role._id &&
    !other.retiredAt &&
    other.community === role.community &&
    other.name.toLowerCase() === role.name.toLowerCase();
  if (!all.some(same)) return undefined;
  return refuse('already-exists', `There is a role “${role.name}” here.`, ['name', 'is taken']);
};

/** The names from a role up to itself again, or undefined where the way up ends. */
const cycleFrom = (role: Named, all: Surroundings): string[] | undefined => {
  const byId = new Map(all.map((one) => [one._id, one]));
  byId.set(role._id, role);
  const path = [role.name];
  const seen = new Set<string>();
  for (let above = role.reportsTo; above; above = byId.get(above)?.reportsTo ?? null) {
    path.push(byId.get(above)?.name ?? above);
    if (above === role._id) return path;
    if (seen.has(above)) return undefined;
    seen.add(above);
  }
  return undefined;
};

const refuseReporting = (role: Named, all: Surroundings): Refusal | undefined => {
  if (role.reportsTo === null) return undefined;
  const above = role.reportsTo === role._id ? role : all.find(({ _id }) => _id === role.reportsTo);
  // A role of the network answers to the network alone; one of a community to its own or the network's.
  if (!above || (above.community !== null && above.community !== role.community)) {
    return refuse('unknown-reference', 'There is no such role that it could report to.', [
      'reportsTo',
      'is no role of this community or of the network',
    ]);
  }
  if (above.retiredAt)
    return refuse('conflict', `The role “${above.name}” is retired.`, ['reportsTo', 'is retired']);
  const cycle = cycleFrom(role, all)?.join(' → ');
  if (!cycle) return undefined;
  return refuse('conflict', `Roles would report to each other in a circle: ${cycle}.`, [
    'reportsTo',
    `closes the circle ${cycle}`,
  ]);
};

export const defineRole = (
  text: RoleText,
  all: Surroundings,
  network: string,
  _id: string,
): RoleRow | Refusal => {
  const role = { _id, network, version: 1, ...text };
  return refuseTaken(role, all) ?? refuseReporting(role, all) ?? role;
};

const refuseRetired = (role: RoleRow): Refusal | undefined =>
  role.retiredAt ? refuse('conflict', 'This role is retired: it stays as it was.') : undefined;

export const changeRole = (
  before: RoleRow,
  sent: Sent<Omit<RoleText, 'community'>>,
  all: Surroundings,
): Changed<RoleRow> | Refusal => {
  const changed = withChanges(before, sent);
  const { row } = changed;
  return refuseRetired(before) ?? refuseTaken(row, all) ?? refuseReporting(row, all) ?? changed;
};

/** Retires a role; the roles that report to it are given another way up first. */
export const retireRole = (before: RoleRow, below: Surroundings, now: Date): RoleRow | Refusal => {
  const filled = below.filter(({ reportsTo, retiredAt }) => reportsTo === before._id && !retiredAt);
  if (filled.length) {
    const names = filled.map(({ name }) => `“${name}”`).join(', ');
    return refuse('conflict', `Roles report to it still: ${names}. Let them report to another first.`);
  }
  return refuseRetired(before) ?? { ...before, version: before.version + 1, retiredAt: now };
};

/** What more would be no role but a community. */
export const mostHolders = 50;

/** Gives a role to somebody; `belongs` says whether they are there where the role is. */
export const assign = (
  role: RoleRow,
  person: string,
  { holders, belongs }: { readonly holders: readonly HoldingRow[]; readonly belongs: boolean },
  now: Date,
  _id: string,
): { readonly role: RoleRow; readonly holding: HoldingRow } | Refusal => {
  const retired = refuseRetired(role);
  if (retired) return retired;
  if (!belongs) {
    const where = role.community === null ? 'network' : 'community of the role';
    return refuse('unknown-reference', `They are no member of the ${where}.`, [
      'person',
      `is no member of the ${where}`,
    ]);
  }
  if (holders.some((holding) => holding.person === person))
    return refuse('already-exists', 'They hold this role already.', ['person', 'holds it already']);
  if (holders.length >= mostHolders) return refuse('conflict', `A role is shared by at most ${mostHolders}.`);
  const holding = { _id, network: role.network, role: role._id, person, from: now };
  return { role: { ...role, version: role.version + 1 }, holding };
};
