import { z } from 'zod';
import { line } from '../text.ts';
import { ConsentPurpose } from './consent.ts';

/** A cell that holds one text, under a heading as people write it. */
const text = (cell: z.ZodType<string>, ...headings: string[]) => ({ cell, headings });

/**
 * The profile's fields that are a text, each with the headings it is known by. A line here is all that a new field of
 * the profile needs to be mapped, checked, taken in and exported.
 */
export const textColumns = {
  organisation: text(
    line(),
    'organisation',
    'organization',
    'employer',
    'company',
    'trust',
    'institution',
    'firma',
    'einrichtung',
    'arbeitgeber',
    'organisationsname',
    'org',
    'org name',
    'établissement',
    'arbetsgivare',
    'organisationen',
    'verksamhet',
  ),
  occupation: text(
    line(),
    'occupation',
    'role title',
    'job title',
    'job',
    'profession',
    'position',
    'beruf',
    'funktion',
    'tätigkeit',
    'fonction',
    'poste',
    'befattning',
    'yrke',
  ),
  region: text(
    line(80),
    'region',
    'area',
    'location',
    'région',
    'gebiet',
    'regio',
    'standort',
    'ort',
    'län',
    'lieu',
  ),
} as const satisfies Record<string, ReturnType<typeof text>>;

/** The profile's fields that are several texts in one cell, separated by semicolons. */
export const listColumns = {
  interests: {
    ...text(
      line(80),
      'interests',
      'topics',
      'interessen',
      'themen',
      'intérêts',
      'intressen',
      'ämnen',
      'sujets',
    ),
    most: 50,
  },
} as const satisfies Record<string, ReturnType<typeof text> & { most: number }>;

/** The columns that say who somebody is and where they belong; each is read in a way of its own. */
const ownColumns = {
  name: [
    'name',
    'full name',
    'member',
    'member name',
    'vollständiger name',
    'nom complet',
    'namn',
    'fullständigt namn',
    'mitglied',
  ],
  'given-name': ['first name', 'given name', 'forename', 'vorname', 'prénom', 'förnamn'],
  'family-name': [
    'last name',
    'family name',
    'surname',
    'nachname',
    'nom',
    'nom de famille',
    'familienname',
    'efternamn',
  ],
  email: [
    'email',
    'e-mail',
    'email address',
    'e-mail address',
    'mail',
    'e-mail-adresse',
    'adresse e-mail',
    'courriel',
    'e-post',
    'e-postadress',
    'mailadresse',
  ],
  roles: ['roles', 'network roles', 'network role', 'roles in the network'],
  communities: [
    'communities',
    'community',
    'group',
    'groups',
    'circle',
    'gemeinschaft',
    'gemeinschaften',
    'communauté',
    'communautés',
    'gruppe',
    'gruppen',
    'arbeitsgruppe',
    'groupe',
    'groupes',
    'grupp',
    'grupper',
    'nätverk',
  ],
  'community-role': [
    'community role',
    'role',
    'role in community',
    'membership role',
    'rolle',
    'rôle',
    'roll',
  ],
  'consent-given': [
    'consent given',
    'consent date',
    'date of consent',
    'consented on',
    'einwilligung am',
    'consentement le',
  ],
  'consent-channel': ['consent channel', 'consent given by', 'einwilligung durch'],
  'consent-words': ['consent words', 'consent text', 'consent wording', 'einwilligungstext'],
} as const;

const keysOf = <K extends string>(columns: Readonly<Record<K, unknown>>): K[] => Object.keys(columns) as K[];

export const TextField = z.enum(keysOf(textColumns));
export type TextField = z.infer<typeof TextField>;
export const ListField = z.enum(keysOf(listColumns));
export type ListField = z.infer<typeof ListField>;

/** What a column of an imported table can hold. */
export const ImportField = z.enum([
  ...keysOf(ownColumns),
  ...TextField.options,
  ...ListField.options,
  ...ConsentPurpose.options.map((purpose) => `consent:${purpose}` as const),
]);
export type ImportField = z.infer<typeof ImportField>;

const headingsOf = (columns: Readonly<Record<string, { readonly headings: readonly string[] }>>) =>
  Object.entries(columns).map(([field, { headings }]) => [field, headings] as const);

/** What people call these columns. */
export const usualHeadings: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries(ownColumns),
  ...headingsOf(textColumns),
  ...headingsOf(listColumns),
  ...ConsentPurpose.options.map(
    (purpose) => [`consent:${purpose}`, [purpose, `consent ${purpose}`, `${purpose} consent`]] as const,
  ),
];
