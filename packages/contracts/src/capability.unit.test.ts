import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import {
  type bucketName,
  type Capabilities,
  capabilityCatalogue,
  communitiesContract,
  defineCapability,
  defineRoute,
  eventCatalogue,
  type peopleContract,
  questionCatalogue,
  type Routes,
  routeCatalogue,
  type SchemaOf,
} from './index.ts';

const renameBook = defineRoute({
  id: 'renameBook',
  service: 'membership',
  method: 'PATCH',
  path: '/books/:id',
  summary: 'Rename a book',
  right: 'public',
  params: z.object({ id: z.string() }),
  body: z.strictObject({ title: z.string() }),
  reply: z.object({ id: z.string() }),
  status: 200,
  ifMatch: true,
  problems: ['conflict', 'closed'],
});

describe('a route', () => {
  it('keeps the exact type of all that it says', () => {
    expectTypeOf(renameBook.id).toEqualTypeOf<'renameBook'>();
    expectTypeOf(renameBook.method).toEqualTypeOf<'PATCH'>();
    expectTypeOf(renameBook.path).toEqualTypeOf<'/books/:id'>();
    expectTypeOf(renameBook.status).toEqualTypeOf<200>();
    expectTypeOf(renameBook.ifMatch).toEqualTypeOf<true>();
    expectTypeOf(renameBook.problems).toEqualTypeOf<readonly ['conflict', 'closed']>();
    expectTypeOf<z.output<SchemaOf<typeof renameBook, 'body'>>>().toEqualTypeOf<{ title: string }>();
    expectTypeOf<z.output<SchemaOf<typeof renameBook, 'query'>>>().toEqualTypeOf<undefined>();
  });

  it('takes no field that a route does not have', () => {
    const { problems, ...rest } = renameBook;
    // @ts-expect-error misspelt
    expect(defineRoute({ ...rest, problem: problems })).toBeDefined();
  });
});

describe('a capability', () => {
  it('keeps the types of what it holds, and holds nothing of what it does not name', () => {
    const booksContract = defineCapability({ name: 'books', service: 'membership', routes: { renameBook } });
    expectTypeOf(booksContract.name).toEqualTypeOf<'books'>();
    expectTypeOf(booksContract.routes.renameBook).toEqualTypeOf<typeof renameBook>();
    expectTypeOf<keyof typeof booksContract.events>().toEqualTypeOf<never>();
    expect(booksContract).toMatchObject({ events: {}, questions: {}, buckets: [] });
  });

  it('is in the catalogues with its routes and events, by one line in the index of its service', () => {
    expect(capabilityCatalogue).toContain(communitiesContract);
    for (const route of Object.values(communitiesContract.routes)) expect(routeCatalogue).toContain(route);
    for (const event of Object.values(communitiesContract.events))
      expect(eventCatalogue.get(event.type)).toBe(event);
    const names = capabilityCatalogue.flatMap(({ questions }) =>
      Object.values(questions).flatMap((one) =>
        'name' in one ? [one.name] : Object.values(one).map(({ name }) => name),
      ),
    );
    expect([...questionCatalogue.keys()].toSorted()).toEqual(names.toSorted());
  });

  it('is in the types that a client is made from', () => {
    expectTypeOf<Routes['readPerson']>().toEqualTypeOf<typeof peopleContract.routes.readPerson>();
    expectTypeOf<Routes['readVote']['path']>().toEqualTypeOf<'/votes/:id'>();
    expectTypeOf<Capabilities['people']>().toEqualTypeOf<typeof peopleContract>();
    expectTypeOf<Parameters<typeof bucketName>[1]>().toEqualTypeOf<
      'JWKS' | 'MEMBERS' | 'OPEN_SURVEYS' | 'VOTE_KEYS'
    >();
  });
});
