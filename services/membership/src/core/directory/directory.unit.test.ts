import { type Actor, defaultVisibility, FieldAudience, ProfileField } from '@skein/contracts';
import { wordsIn } from '@skein/contracts/words';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MembershipRow } from '../memberships/row.ts';
import type { PersonRow } from '../people/row.ts';
import { matches, tokensOf, valueToken, type Wanted } from '../people/tokens.ts';
import { shownFields, standpointOf, standpoints } from '../people/visibility.ts';
import { presentPerson } from '../profiles/present.ts';

const at = new Date('2026-11-23T12:00:00Z');
const someone = (over: Partial<PersonRow> = {}): PersonRow => ({
  _id: 'p',
  network: 'testing',
  version: 1,
  name: 'Wilhelmina Lovelace',
  email: 'w@example.org',
  organisation: 'Riverside Trust',
  organisationId: 'o',
  occupation: 'Midwife',
  region: 'North East',
  interests: ['Improvement science'],
  strengths: ['Facilitating'],
  timeZone: 'Europe/London',
  language: 'cy',
  photo: 'digest',
  roles: [],
  joinedAt: at,
  ...over,
});
const place = (community: string, role?: MembershipRow['role']): MembershipRow => ({
  _id: `p.${community}`,
  network: 'testing',
  version: 1,
  person: 'p',
  community,
  ...(role && { role }),
  since: at,
});
const actor = (over: Partial<Actor> = {}): Actor => ({
  person: 'viewer',
  network: 'testing',
  roles: [],
  communities: {},
  ...over,
});

describe('where somebody is seen from', () => {
  const listed = someone({ listed: true });

  it('is near for hosts and themselves, whatever they share', () => {
    for (const viewer of [
      actor({ roles: ['admin'] }),
      actor({ roles: ['steering'] }),
      actor({ person: 'p' }),
    ])
      expect(standpointOf(viewer, someone(), [])).toBe('hosts');
  });

  it('is a community that both belong to now; a guest, or one who left, shares nothing', () => {
    const fellow = actor({ communities: { c: 'member' } });
    expect(standpointOf(fellow, someone(), [place('c', 'guest')])).toBe('communities');
    expect(standpointOf(fellow, someone(), [place('c')])).toBeUndefined();
    expect(standpointOf(fellow, someone(), [place('d', 'member')])).toBeUndefined();
    expect(
      standpointOf(actor({ communities: { c: 'guest' } }), listed, [place('c', 'member')]),
    ).toBeUndefined();
  });

  it('is the network for those who agreed to be listed, to those who belong somewhere', () => {
    expect(standpointOf(actor({ communities: { d: 'core' } }), listed, [place('c', 'member')])).toBe(
      'network',
    );
    expect(standpointOf(actor({ communities: { d: 'core' } }), someone(), [])).toBeUndefined();
    expect(standpointOf(actor(), listed, [])).toBeUndefined();
    expect(standpointOf(undefined, listed, [])).toBeUndefined();
  });
});

const surroundings = { memberships: [place('c', 'member'), place('d', 'core')], organisations: new Map() };

describe('a person as shown', () => {
  it('keeps the address to themselves until they say otherwise', () => {
    expect(presentPerson(someone(), surroundings, 'hosts').email).toBe('w@example.org');
    expect(presentPerson(someone(), surroundings, 'communities')).not.toHaveProperty('email');
    const open = someone({ visibility: { email: 'network' } });
    expect(presentPerson(open, surroundings, 'network').email).toBe('w@example.org');
  });

  it('tells who sees what to the hosts and themselves alone', () => {
    expect(presentPerson(someone(), surroundings, 'hosts')).toMatchObject({
      visibility: defaultVisibility,
      listed: false,
    });
    const seen = presentPerson(someone(), surroundings, 'communities');
    expect(seen).not.toHaveProperty('visibility');
    expect(seen).not.toHaveProperty('listed');
  });

  it('shows strangers of the network only the places that are public', () => {
    const communities = (from: (typeof standpoints)[number]) =>
      presentPerson(someone(), surroundings, from).communities.map(({ community }) => community);
    expect(communities('network')).toEqual(['d']);
    expect(communities('communities')).toEqual(['c', 'd']);
  });

  it('shows nothing but the name of one who hides everything', () => {
    const visibility = Object.fromEntries(ProfileField.options.map((field) => [field, 'nobody' as const]));
    expect(presentPerson(someone({ visibility }), surroundings, 'communities')).toEqual({
      id: 'p',
      version: 1,
      name: 'Wilhelmina Lovelace',
      interests: [],
      strengths: [],
      roles: [],
      communities: expect.any(Array),
      joinedAt: at.toISOString(),
    });
  });
});

const looking = (text: string): Wanted[] => wordsIn(text).map((beginning) => ({ beginning, values: [] }));

describe('what a search finds somebody by', () => {
  it('is the beginning of any word that is shown, and whole values', () => {
    const tokens = tokensOf(someone());
    expect(matches(tokens, 'network', looking('love midw'))).toBe(true);
    expect(matches(tokens, 'network', looking('love nurse'))).toBe(false);
    expect(matches(tokens, 'network', [{ values: [valueToken('region', 'NORTH éast')] }])).toBe(true);
    expect(matches(tokens, 'network', [{ values: [valueToken('region', 'North')] }])).toBe(false);
  });

  it('is never the name of a field', () => {
    const tokens = tokensOf(someone());
    for (const word of ['region', 'interest', 'organisation', 'email'])
      expect(matches(tokens, 'hosts', looking(word))).toBe(false);
  });

  const words = fc.constantFrom('ember', 'willow', 'harbour', 'linden', 'quartz', 'saffron');
  const visibilities = fc.dictionary(
    fc.constantFrom(...ProfileField.options),
    fc.constantFrom(...FieldAudience.options),
  );
  const people = fc
    .record({
      name: words,
      occupation: words,
      region: words,
      interests: fc.array(words, { maxLength: 3 }),
      strengths: fc.array(words, { maxLength: 3 }),
      organisationId: words,
      email: words.map((word) => `${word}@example.org`),
      visibility: visibilities,
    })
    .map(someone);

  it('is in what they are shown with, from wherever they are looked for', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...standpoints), words, (row, from, word) => {
        const person = presentPerson(row, { memberships: [], organisations: new Map() }, from);
        const tokens = tokensOf(row);
        const told = [
          person.name,
          person.occupation,
          person.region,
          ...person.interests,
          ...(person.strengths ?? []),
        ];
        expect(matches(tokens, from, looking(word.slice(0, 3)))).toBe(told.includes(word));
        const value = (field: Parameters<typeof valueToken>[0], what: string) =>
          matches(tokens, from, [{ values: [valueToken(field, what)] }]);
        expect(value('region', word)).toBe(person.region === word);
        expect(value('interest', word)).toBe(person.interests.includes(word));
        expect(value('organisation', word)).toBe(person.organisationId === word);
        expect(value('email', `${word}@example.org`)).toBe(person.email === `${word}@example.org`);
      }),
      { numRuns: 1000 },
    );
  });

  it('widens from the network to communities to hosts, and never the other way', () => {
    fc.assert(
      fc.property(people, (row) => {
        const [hosts, communities, network] = standpoints.map((from) => shownFields(row, from));
        for (const field of network ?? []) expect(communities?.has(field)).toBe(true);
        for (const field of communities ?? []) expect(hosts?.has(field)).toBe(true);
        expect(hosts?.size).toBe(ProfileField.options.length);
      }),
    );
  });
});
