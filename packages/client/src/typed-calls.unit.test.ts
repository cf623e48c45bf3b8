import type {
  Community,
  InstrumentSeen,
  Person,
  ProfileChanges,
  routeCatalogue,
  Session,
} from '@skein/contracts';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AnyRoute, Ask, Client, ProblemCodeOf } from './index.ts';
import { createClient, isProblem } from './index.ts';
import { routeTable } from './table.ts';

/** The compiler is the test here: nothing is sent. */
const compiled = (_never: (client: Client) => unknown): void => {};
type RouteWith<Id extends AnyRoute['id']> = Extract<AnyRoute, { id: Id }>;
type CodeOf<Id extends AnyRoute['id']> = ProblemCodeOf<RouteWith<Id>>;

describe('a call', () => {
  it('takes params, query and body exactly where the route has them', () => {
    compiled((client) => [
      client.readPerson({ params: { id: '1' } }),
      // @ts-expect-error: a parameter is missing
      client.readPerson({}),
      // @ts-expect-error: a parameter is missing
      client.readPerson(),
      // @ts-expect-error: reading a person takes no query
      client.readPerson({ params: { id: '1' }, query: { text: 'a' } }),
      client.listPeople(),
      client.listPeople({ query: { text: 'a', limit: 5 } }),
      // @ts-expect-error: the directory is not searched by this
      client.listPeople({ query: { colour: 'red' } }),
      client.importPeople({ body: { people: [{ name: 'Ann', email: 'a@example.org' }] } }),
      // @ts-expect-error: a person has an address
      client.importPeople({ body: { people: [{ name: 'Ann' }] } }),
      // @ts-expect-error: there is nothing to take in
      client.importPeople(),
      // By a letter's link, or signed in.
      client.readPreferences(),
      client.whoAmI(),
    ]);
    expectTypeOf<Ask<RouteWith<'editPerson'>>['body']>().toEqualTypeOf<ProfileChanges>();
  });

  it('takes numbers and truth values where the contract makes them of the address', () => {
    compiled((client) => [
      client.readStanding({ params: { id: '1', number: 2 } }),
      client.listWorkstreams({ query: { community: '1', open: true } }),
      client.listIntroductions({ query: { mine: true } }),
      client.listIntroductions({ query: { mine: 'true' } }),
      // @ts-expect-error: a community is named by its id, which is no number
      client.listWorkstreams({ query: { community: 1 } }),
    ]);
  });

  it('takes the version exactly where it edits, and a key where it does not only read', () => {
    compiled((client) => [
      client.editPerson({ params: { id: '1' }, body: {}, ifMatch: 3, key: 'k' }),
      // @ts-expect-error: which version is edited?
      client.editPerson({ params: { id: '1' }, body: {} }),
      // @ts-expect-error: founding edits nothing
      client.foundCommunity({ body: founding, ifMatch: 1 }),
      client.foundCommunity({ body: founding, key: 'k' }),
      // @ts-expect-error: reading twice needs no key
      client.readPerson({ params: { id: '1' }, key: 'k' }),
    ]);
  });

  it('takes a file where the route does, and only there', () => {
    compiled((client) => [
      client.startImport({ file: new Blob(['a'], { type: 'text/csv' }) }),
      // @ts-expect-error: the file is missing
      client.startImport({}),
      // @ts-expect-error: no body beside a file
      client.startImport({ file: new Blob(), body: {} }),
    ]);
  });
});

const founding = {
  ...{ slug: 'a', name: 'A', domain: 'x', description: 'y' },
  joining: 'open' as const,
};

describe('a reply', () => {
  it('is what the contract says, a file where one is made, nothing where there is none', () => {
    expectTypeOf<Awaited<ReturnType<Client['readPerson']>>>().toEqualTypeOf<Person>();
    expectTypeOf<Awaited<ReturnType<Client['signIn']>>>().toEqualTypeOf<Session>();
    expectTypeOf<Awaited<ReturnType<Client['exportMembers']>>>().toEqualTypeOf<File>();
    expectTypeOf<Awaited<ReturnType<Client['leaveCommunity']>>>().toEqualTypeOf<undefined>();
    expectTypeOf<
      Awaited<ReturnType<Client['readInstrument']['exchange']>>['body']
    >().toEqualTypeOf<InstrumentSeen>();
  });

  it('of a listing can be read to its end', () => {
    compiled(async (client) => {
      expectTypeOf(await client.listCommunities.all().toArray()).toEqualTypeOf<Community[]>();
      for await (const person of client.listPeople.all({ query: { text: 'a' } }))
        expectTypeOf(person).toEqualTypeOf<Person>();
      // @ts-expect-error: where it begins is its own business
      client.listPeople.all({ query: { after: 'x' } });
      // @ts-expect-error: whose members?
      client.listCommunityMembers.all();
      client.listCommunityMembers.all({ params: { id: '1' } });
      // @ts-expect-error: consents are no pages
      client.listConsents.all({ params: { id: '1' } });
      // @ts-expect-error: a person is no listing
      client.readPerson.all({ params: { id: '1' } });
    });
  });
});

describe('a problem', () => {
  it('has the codes of its route, and those that follow from what the route takes', () => {
    expectTypeOf<'unknown-reference'>().toExtend<CodeOf<'editPerson'>>();
    expectTypeOf<'stale-edit'>().toExtend<CodeOf<'editPerson'>>();
    expectTypeOf<'not-found'>().toExtend<CodeOf<'editPerson'>>();
    expectTypeOf<'unavailable'>().toExtend<CodeOf<'listPeople'>>();
    expectTypeOf<'already-exists'>().not.toExtend<CodeOf<'editPerson'>>();
    expectTypeOf<'stale-edit'>().not.toExtend<CodeOf<'foundCommunity'>>();
    expectTypeOf<'passkey-required'>().not.toExtend<CodeOf<'signIn'>>();
  });

  it('is a value where it is expected', () => {
    compiled(async (client) => {
      const attempt = await client.foundCommunity.attempt({ body: founding });
      if (attempt.ok) {
        expectTypeOf(attempt.value).toEqualTypeOf<Community>();
        return;
      }
      if (attempt.problem.code === 'already-exists') return;
      // @ts-expect-error: nothing is edited, so nothing is stale
      if (attempt.problem.code === 'stale-edit') return;
    });
  });

  it('that is thrown is known by its codes', () => {
    const error: unknown = undefined;
    if (isProblem(error, 'closed', 'conflict'))
      expectTypeOf(error.problem.code).toEqualTypeOf<'closed' | 'conflict'>();
    // @ts-expect-error: no such code
    isProblem(error, 'colour');
  });
});

describe('a client of some routes', () => {
  it('has these and no others', () => {
    const routes = routeTable([] as Extract<AnyRoute, { id: 'readPerson' | 'listPeople' }>[]);
    const client = createClient({ baseUrl: '', routes });
    expectTypeOf<keyof typeof client>().toEqualTypeOf<'readPerson' | 'listPeople'>();
    expect(client).toEqual({});
  });

  it('and one of all has each route of the catalogue', () => {
    expectTypeOf<(typeof routeCatalogue)[number]['id']>().toEqualTypeOf<string>();
    expectTypeOf<string>().not.toExtend<AnyRoute['id']>();
  });
});
