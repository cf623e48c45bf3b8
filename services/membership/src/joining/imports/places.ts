import { CommunityRole, type ImportField, NetworkRole } from '@skein/contracts';
import { separated } from '@skein/tables';

export interface CommunityName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly closed: boolean;
}

/** Finds a community as people write it: its slug, or its name in any case; `twice` where two have that name. */
export const communityFinder = (communities: readonly CommunityName[]) => {
  const bySlug = new Map(communities.map((one) => [one.slug, one]));
  const byName = Map.groupBy(communities, ({ name }) => name.trim().toLowerCase());
  return (written: string): CommunityName | 'none' | 'twice' => {
    const slug = bySlug.get(written.toLowerCase());
    if (slug) return slug;
    const named = byName.get(written.toLowerCase()) ?? [];
    return named.length > 1 ? 'twice' : (named[0] ?? 'none');
  };
};
export type FindCommunity = ReturnType<typeof communityFinder>;

/** Tells what is wrong with a cell. */
export type Found = (field: ImportField, detail: string) => void;
export type Cell = (field: ImportField) => string;

const roleWords: Record<string, CommunityRole> = {
  ...Object.fromEntries(CommunityRole.options.map((role) => [role, role])),
  'core group': 'core',
  'core member': 'core',
  'core team': 'core',
};

const roleIn = (word: string, found: Found, field: ImportField): CommunityRole => {
  const key = word.trim().toLowerCase();
  const role = Object.hasOwn(roleWords, key) ? roleWords[key] : undefined;
  if (!role) found(field, `holds a role that is none of ${CommunityRole.options.join(', ')}`);
  return role ?? 'member';
};

interface Place {
  readonly community: string;
  readonly role: CommunityRole;
}

const placeIn = (
  written: string,
  fallback: CommunityRole,
  find: FindCommunity,
  found: Found,
): Place | undefined => {
  // The whole may be a name that ends in brackets; only then is the end of it a role.
  const whole = find(written);
  const [, name = written, role] = /^(.*\S)\s*\(([^()]+)\)$/.exec(written) ?? [];
  const community = whole === 'none' ? find(name) : whole;
  if (typeof community === 'object' && !community.closed) {
    const as = whole === 'none' && role ? roleIn(role, found, 'communities') : fallback;
    return { community: community.id, role: as };
  }
  if (community === 'none') found('communities', 'names a community that this network does not have');
  else if (community === 'twice')
    found('communities', 'names two communities of the same name: use the slug');
  else found('communities', 'names a community that is closed');
  return undefined;
};

const isKnown = (written: string, find: FindCommunity): boolean =>
  [written, written.replace(/\s*\([^()]+\)$/, '')].some((name) => find(name) !== 'none');

/** Names parted by commas, where they are no name as they stand and every part is one. */
const apart = (written: string, find: FindCommunity): string[] => {
  const parts = written
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 && !isKnown(written, find) && parts.every((part) => isKnown(part, find))
    ? parts
    : [written];
};

/** The communities that a row names, each with the role in it. */
export const placesIn = (cell: Cell, find: FindCommunity, found: Found): Place[] => {
  const word = cell('community-role').trim();
  const fallback = word ? roleIn(word, found, 'community-role') : 'member';
  const written = separated(cell('communities')).flatMap((one) => apart(one, find));
  if (written.length > 200) found('communities', 'names more than 200 communities');
  const places = written.flatMap((one) => placeIn(one, fallback, find, found) ?? []);
  if (new Set(places.map(({ community }) => community)).size < places.length)
    found('communities', 'names a community twice');
  return places;
};

/** The roles in the network that a row gives. */
export const networkRolesIn = (cell: Cell, found: Found): NetworkRole[] => {
  const roles = separated(cell('roles')).map((word) =>
    NetworkRole.safeParse(word.toLowerCase().replaceAll(/\s+/g, '-')),
  );
  if (roles.some(({ success }) => !success))
    found('roles', `holds a role that is none of ${NetworkRole.options.join(', ')}`);
  return [...new Set(roles.flatMap(({ data }) => data ?? []))];
};
