import { z } from 'zod';
import { changesOf } from '../changes.ts';
import { Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../page.ts';
import { CommunityRole, NetworkRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { EmailAddress, line } from '../text.ts';
import { ConsentPurpose } from './consent.ts';

export const Person = z
  .object({
    id: Id,
    version: Version,
    name: line(),
    email: EmailAddress.optional().meta({
      description: 'Shown to themselves and to those who run the network',
    }),
    organisation: line().optional(),
    occupation: line().optional(),
    region: line(80).optional(),
    interests: z.array(line(80)).max(50),
    roles: z.array(NetworkRole),
    communities: z.array(z.object({ community: Id, role: CommunityRole, since: Instant })),
    joinedAt: Instant,
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

const Profile = z.strictObject({
  name: line(),
  organisation: line().optional(),
  occupation: line().optional(),
  region: line(80).optional(),
  interests: z.array(line(80)).max(50).default([]),
});

export const PersonImport = Profile.extend({
  email: EmailAddress,
  roles: z.array(NetworkRole).default([]),
  communities: z
    .array(z.strictObject({ community: Id, role: CommunityRole }))
    .max(200)
    .default([]),
  consents: z.array(ConsentPurpose).default([]),
});
export type PersonImport = z.infer<typeof PersonImport>;

/** The value of a key of the `MEMBERS` bucket: a member as they are now, for those who must address them. */
export const DirectoryEntry = z.object({
  id: Id,
  network: NetworkId,
  version: Version,
  name: line(),
  email: EmailAddress,
  communities: z.array(Id),
  consents: z.array(ConsentPurpose),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;

const one = z.object({ id: Id });

export const peopleRoutes = {
  listPeople: defineRoute({
    id: 'listPeople',
    service: 'membership',
    method: 'GET',
    path: '/people',
    summary: 'The members of the network, or of one community',
    right: 'people.read',
    query: PageQuery.extend({ community: Id.optional() }),
    reply: pageOf(Person),
    status: 200,
  }),
  readPerson: defineRoute({
    id: 'readPerson',
    service: 'membership',
    method: 'GET',
    path: '/people/:id',
    summary: 'One member',
    right: 'people.read',
    params: one,
    reply: Person,
    status: 200,
  }),
  editPerson: defineRoute({
    id: 'editPerson',
    service: 'membership',
    method: 'PATCH',
    path: '/people/:id',
    summary: 'Change a profile; only what is sent changes',
    right: 'people.edit',
    params: one,
    body: changesOf(Profile),
    reply: Person,
    status: 200,
    ifMatch: true,
  }),
  importPeople: defineRoute({
    id: 'importPeople',
    service: 'membership',
    method: 'POST',
    path: '/people/import',
    summary: 'Take in many people at once with their communities and consents: all of them or none',
    right: 'people.import',
    body: z.strictObject({ people: z.array(PersonImport).min(1).max(500) }),
    reply: z.object({ people: z.array(z.object({ id: Id, email: EmailAddress })) }),
    status: 201,
    problems: ['already-exists', 'unknown-reference'],
    bodyLimit: 4 * 1024 * 1024,
  }),
};
