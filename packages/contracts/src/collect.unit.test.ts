import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Capability, defineCapability, ofEachService } from './capability.ts';
import { collect } from './collect.ts';
import { defineEvent } from './envelope.ts';
import { defineQuestion } from './question.ts';
import { defineRoute } from './route.ts';

const service = 'membership';
const readBook = defineRoute({
  id: 'readBook',
  service,
  method: 'GET',
  path: '/books/:id',
  summary: 'One book',
  right: 'public',
  reply: z.string(),
  status: 200,
});
const bookAdded = defineEvent({
  service,
  aggregate: 'book',
  event: 'added',
  summary: 'A book was added',
  data: z.object({}),
});
const lookUp = defineQuestion({
  name: 'membership.look-up',
  summary: 'Look a book up',
  question: z.object({}),
  answer: z.object({}),
});
const lent = ofEachService((each) =>
  defineEvent({ service: each, aggregate: 'loan', event: 'made', summary: 'Lent', data: z.object({}) }),
);
const buckets = [{ name: 'BOOKS', summary: 'Each book as it is now' }] as const;

const bookShelfContract = defineCapability({
  name: 'book-shelf',
  service,
  routes: { readBook },
  events: { bookAdded, lent },
  questions: { lookUp },
  buckets,
});
const other = (holds: Partial<Capability>) => ({
  othersContract: defineCapability({ name: 'others', service, ...holds }),
});

describe('the catalogue', () => {
  it('holds what the capabilities among a module’s exports declare, and those of each service one by one', () => {
    const { capabilities, routes, events, questions, ...rest } = collect([
      { Book: z.object({}), mostBooks: 7, bookShelfContract },
    ]);
    expect(capabilities).toEqual([bookShelfContract]);
    expect(routes).toEqual([readBook]);
    expect(events.map(({ type }) => type)).toEqual([
      'skein.membership.book.added.v1',
      'skein.membership.loan.made.v1',
      'skein.meeting.loan.made.v1',
      'skein.survey.loan.made.v1',
      'skein.notification.loan.made.v1',
    ]);
    expect(questions).toEqual([lookUp]);
    expect(rest.buckets).toEqual(buckets);
  });

  it.each([
    [
      'a route’s id',
      { routes: { readBook: { ...readBook, path: '/novels/:id' } } },
      'The route “readBook” stands twice: bookShelfContract.routes.readBook and othersContract.routes.readBook',
    ],
    [
      'an address, whatever its parameters are called',
      { routes: { readNovel: { ...readBook, id: 'readNovel', path: '/books/:novel' } } },
      'The address “GET /books/:” stands twice: bookShelfContract.routes.readBook and othersContract.routes.readNovel',
    ],
    [
      'an event',
      { events: { bookTaken: bookAdded } },
      'The event “skein.membership.book.added.v1” stands twice: bookShelfContract.events.bookAdded and othersContract.events.bookTaken',
    ],
    [
      'an event of one service',
      { events: { lent: { ...lent.membership } } },
      'The event “skein.membership.loan.made.v1” stands twice: bookShelfContract.events.lent.membership and othersContract.events.lent',
    ],
    [
      'a question',
      { questions: { find: lookUp } },
      'The question “membership.look-up” stands twice: bookShelfContract.questions.lookUp and othersContract.questions.find',
    ],
    [
      'a bucket',
      { buckets },
      'The bucket “BOOKS” stands twice: bookShelfContract.BOOKS and othersContract.BOOKS',
    ],
  ])('refuses two claims to %s, and names both', (_what, holds, said) => {
    expect(() => collect([{ bookShelfContract }, other(holds)])).toThrow(said);
  });

  it('takes the same path with another method', () => {
    const removeBook = { ...readBook, id: 'removeBook', method: 'DELETE' } as const;
    expect(collect([{ bookShelfContract }, other({ routes: { removeBook } })]).routes).toHaveLength(2);
  });

  it('refuses a second capability of the same name', () => {
    const again = defineCapability({ name: 'book-shelf', service: 'meeting' });
    expect(() => collect([{ bookShelfContract }, { bookShelfContract: again }])).toThrow(
      'The capability “book-shelf” stands twice',
    );
  });

  it('refuses what is called otherwise than it is: types are derived from the names', () => {
    expect(() => collect([{ shelf: bookShelfContract }])).toThrow(
      'The capability “book-shelf” is exported as shelf instead of bookShelfContract',
    );
    expect(() => collect([other({ routes: { book: readBook } })])).toThrow(
      'othersContract.routes.book has the id readBook',
    );
  });

  it('refuses what belongs to another service', () => {
    expect(() => collect([other({ routes: { readBook: { ...readBook, service: 'survey' } } })])).toThrow(
      'othersContract.routes.readBook is of survey',
    );
    expect(() => collect([other({ events: { bookAdded: { ...bookAdded, service: 'survey' } } })])).toThrow(
      'othersContract.events.bookAdded is of survey',
    );
  });
});
