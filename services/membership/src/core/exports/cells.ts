import { ListField, TextField } from '@skein/contracts';
import { type Cell, joined } from '@skein/tables';
import type { CommunityRow } from '../communities/row.ts';
import type { MembershipRow } from '../memberships/row.ts';
import type { PersonRow } from '../people/row.ts';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Headings that an import maps by itself; `joined` it leaves out. */
export const memberHeadings = [
  'name',
  'email',
  ...TextField.options,
  ...ListField.options,
  'roles',
  'communities',
  'joined',
];

/** A member as a line of the table. Communities are their slugs, each with the role in it. */
export const memberCells = (
  person: PersonRow,
  memberships: readonly MembershipRow[],
  slugs: ReadonlyMap<string, string>,
): Cell[] => [
  person.name,
  person.email,
  ...TextField.options.map((field) => person[field] ?? ''),
  ...ListField.options.map((field) => joined(person[field])),
  joined(person.roles),
  joined(
    memberships.flatMap(({ community, role }) => {
      const slug = slugs.get(community);
      return slug && role ? [`${slug} (${role})`] : [];
    }),
  ),
  { day: dayOf(person.joinedAt) },
];

/** Headings that an import maps by itself; `since` it leaves out. */
export const membershipHeadings = ['community', 'name', 'email', 'community-role', 'since'];

/** A membership as a line of the table. */
export const membershipCells = (
  { role = 'member', since }: MembershipRow,
  { name, email }: PersonRow,
  slug: string,
): Cell[] => [slug, name, email, role, { day: dayOf(since) }];

export const communityHeadings = [
  'slug',
  'name',
  'domain',
  'description',
  'status',
  'joining',
  'since',
  'members',
  'facilitators',
  'core group',
] as const;

export const communityCells = (
  community: CommunityRow,
  leadership: { members: number; facilitators: { name: string }[]; core: { name: string }[] } | undefined,
): Cell[] => {
  const names = (people: { name: string }[] = []) => joined(people.map(({ name }) => name));
  const since = community.statusHistory.at(-1)?.since;
  return [
    community.slug,
    community.name,
    community.domain,
    community.description,
    community.status,
    community.joining,
    since && { day: dayOf(since) },
    leadership?.members ?? 0,
    names(leadership?.facilitators),
    names(leadership?.core),
  ];
};
