import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant, NetworkId, Version } from '../id.ts';
import { PageQuery, pageOf } from '../listing.ts';
import { defineQuestion } from '../question.ts';
import { CommunityRole, NetworkRole } from '../rights.ts';
import { defineRoute } from '../route.ts';
import { line, personName } from '../text.ts';
import { ConsentPurpose } from './consent.ts';
import { FieldAudience, Language, ProfileField, phrases, TimeZone, Visibility } from './profile.ts';

export const Person = z
  .object({
    id: Id,
    version: Version,
    name: line(),
    email: EmailAddress.optional().meta({
      description: 'Shown to themselves, to those who run the network, and to whom they show it',
    }),
    organisation: line().optional().meta({ description: 'Its name' }),
    organisationId: Id.optional(),
    occupation: line().optional(),
    region: line(80).optional(),
    interests: phrases,
    strengths: phrases.optional().meta({ description: 'What they can help others with' }),
    timeZone: TimeZone.optional(),
    language: Language.optional(),
    photo: z.string().optional().meta({ description: 'Where the photo is, below `/api/v1`' }),
    roles: z.array(NetworkRole),
    communities: z
      .array(z.object({ community: Id, role: CommunityRole, since: Instant }))
      .meta({ description: 'To those who share none of them, only where they facilitate or are core' }),
    joinedAt: Instant,
    visibility: Visibility.optional().meta({
      description: 'Who sees which field; shown to themselves and to those who run the network',
    }),
    namedOpenly: z.boolean().optional().meta({
      description:
        'Whether visitors read their name at the communities they run; shown to themselves and to those who run the network',
    }),
    listed: z.boolean().optional().meta({
      description:
        'Whether the whole network finds them in the directory: by the consent `directory-listing`',
    }),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

const optional = {
  organisation: line().optional(),
  organisationId: Id.optional().meta({ description: 'Instead of its name' }),
  occupation: line().optional(),
  region: line(80).optional(),
  timeZone: TimeZone.optional(),
  language: Language.optional(),
};

const Profile = z.strictObject({
  name: line(),
  ...optional,
  interests: phrases.default([]),
  strengths: phrases.optional(),
  visibility: z.partialRecord(ProfileField, FieldAudience).optional(),
  namedOpenly: z.boolean().optional().meta({
    description:
      'Visitors may read their name at the communities they facilitate or are core in. Only they themselves agree',
  }),
});

/** The body of an edit: what may be absent is taken away by null. */
const ProfileChanges = changesOf(Profile).extend({
  // It goes out with letters to people who are no members.
  name: personName().optional(),
  organisation: line().nullable().optional(),
  organisationId: Id.nullable().optional(),
  occupation: line().nullable().optional(),
  region: line(80).nullable().optional(),
  timeZone: TimeZone.nullable().optional(),
  language: Language.nullable().optional(),
});
export type ProfileChanges = z.infer<typeof ProfileChanges>;

export const PersonImport = Profile.omit({ visibility: true, namedOpenly: true }).extend({
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
  timeZone: TimeZone.optional(),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;

/** What the directory is searched by, beside words. */
export const PeopleFilter = z.object({
  community: Id.optional(),
  region: line(80).optional(),
  interest: line(80).optional(),
  strength: line(80).optional().meta({ description: 'What they can help others with' }),
  organisation: Id.optional(),
});

const one = z.object({ id: Id });

const routes = {
  listPeople: defineRoute({
    id: 'listPeople',
    service: 'membership',
    method: 'GET',
    path: '/people',
    summary:
      'Search the directory, by name: whom you share a community with, and who agreed to be listed. A field is searched only where you may see it; of a region, an interest or a strength the beginning is enough',
    right: 'directory.read',
    query: PageQuery.extend({
      text: line(100).optional().meta({
        description: 'Beginnings of words, all of them, in whatever case and with or without accents',
      }),
      ...PeopleFilter.shape,
    }),
    reply: pageOf(Person),
    status: 200,
  }),
  readPerson: defineRoute({
    id: 'readPerson',
    service: 'membership',
    method: 'GET',
    path: '/people/:id',
    summary: 'Read the profile of a member: the fields that they show to you',
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
    summary:
      'Change a profile; only what is sent changes, null takes a field away. Who sees what is opened by the person alone',
    right: 'people.edit',
    params: one,
    body: ProfileChanges,
    reply: Person,
    status: 200,
    ifMatch: true,
    problems: ['unknown-reference'],
  }),
  giveRoles: defineRoute({
    id: 'giveRoles',
    service: 'membership',
    method: 'PUT',
    path: '/people/:id/roles',
    summary: 'Give and take roles in the network; the last administrator stays one',
    right: 'roles.give',
    fresh: 'always',
    params: one,
    body: z.strictObject({
      roles: z
        .array(NetworkRole)
        .max(NetworkRole.options.length)
        .meta({ description: 'All of them, from now on' }),
    }),
    reply: Person,
    status: 200,
    ifMatch: true,
    problems: ['conflict'],
  }),
  importPeople: defineRoute({
    id: 'importPeople',
    service: 'membership',
    method: 'POST',
    path: '/people/import',
    summary:
      'Take in many people at once with their communities and consents: all of them or none. Each gets a letter that says so, and one for each community that they are to run',
    right: 'people.import',
    fresh: 'sometimes',
    body: z.strictObject({ people: z.array(PersonImport).min(1).max(500) }),
    reply: z.object({ people: z.array(z.object({ id: Id, email: EmailAddress })) }),
    status: 201,
    problems: ['already-exists', 'unknown-reference'],
    bodyLimit: 4 * 1024 * 1024,
  }),
};

const service = 'membership';

const events = {
  personJoined: defineEvent({
    service,
    aggregate: 'person',
    event: 'joined',
    summary: 'Someone became a member of the network',
    data: z.object({
      person: Id,
      roles: z.array(NetworkRole),
      welcome: z.boolean(),
      /** Those who host the network took them in from a list, which they are told. */
      placed: z.boolean().optional(),
    }),
  }),
  personChanged: defineEvent({
    service,
    aggregate: 'person',
    event: 'changed',
    summary: 'A profile changed; what it holds now is in the directory',
    data: z.object({ person: Id, fields: z.array(z.string()) }),
  }),
  rolesChanged: defineEvent({
    service,
    aggregate: 'person',
    event: 'roles-changed',
    summary:
      'Someone was given roles in the network, or they were taken; a session has them from its next token on',
    data: z.object({
      person: Id,
      roles: z.array(NetworkRole),
      given: z.array(NetworkRole),
      taken: z.array(NetworkRole),
    }),
  }),
  personRemoved: defineEvent({
    service,
    aggregate: 'person',
    event: 'removed',
    summary: 'Someone whom an import had taken in is no member after all: the import was taken back',
    data: z.object({ person: Id }),
  }),
};

const questions = {
  /** Answered by membership: what these members are called. Ids of others are left out. */
  names: defineQuestion({
    name: 'membership.names',
    summary: 'The names of members, for a list that those who may see them download',
    question: z.strictObject({ network: NetworkId, people: z.array(Id).min(1).max(1000) }),
    answer: z.object({ names: z.array(z.object({ person: Id, name: z.string() })) }),
  }),
};

const buckets = [
  { name: 'MEMBERS', summary: 'Each member as they are now; the only place names travel' },
] as const;

export const peopleContract = defineCapability({
  name: 'people',
  service: 'membership',
  routes,
  events,
  questions,
  buckets,
});
