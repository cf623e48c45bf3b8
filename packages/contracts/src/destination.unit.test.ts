import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { destinationsOf } from './destination.ts';
import { type Route, defaultBodyLimit as usual } from './route.ts';

const route = (method: Route['method'], path: string, over: Partial<Route> = {}): Route => ({
  id: `${method} ${path}`,
  service: 'membership',
  method,
  path,
  summary: 'A route',
  right: 'public',
  reply: z.unknown(),
  status: 200,
  ...over,
});

const routes = [
  route('GET', '/books/:id'),
  route('GET', '/books/newest', { service: 'survey' }),
  route('POST', '/books/:id/loans', { service: 'survey', process: 'intake', bodyLimit: 7 }),
  route('GET', '/books/:id/loans/:loan', { service: 'meeting' }),
  route('GET', '/books/newest/readers', { service: 'survey' }),
];
const orders = [
  ['as they are', routes],
  ['backwards', routes.toReversed()],
] as const;

describe.each(orders)('where a path leads, with the routes %s', (_order, ordered) => {
  const destination = destinationsOf(ordered);

  it.each([
    ['GET', '/books/7', 'membership', 'api', usual],
    ['GET', '/books/newest', 'survey', 'api', usual],
    ['POST', '/books/7/loans', 'survey', 'intake', 7],
    ['GET', '/books/7/loans/8', 'meeting', 'api', usual],
    ['GET', '/books/newest/readers', 'survey', 'api', usual],
  ])(
    '%s %s: to %s, %s; a word of the path beats a parameter',
    (method, path, service, process, bodyLimit) => {
      expect(destination(method, path)).toEqual({ service, process, bodyLimit });
    },
  );

  it('tries the parameter where the word leads nowhere', () => {
    expect(destination('POST', '/books/newest/loans')).toEqual({
      service: 'survey',
      process: 'intake',
      bodyLimit: 7,
    });
    expect(destination('GET', '/books/newest/loans/8')).toEqual({
      service: 'meeting',
      process: 'api',
      bodyLimit: usual,
    });
  });

  it('leads another method or a longer path to the resource’s owner', () => {
    expect(destination('DELETE', '/books/7')).toEqual({
      service: 'membership',
      process: 'api',
      bodyLimit: usual,
    });
    expect(destination('GET', '/books/7/pages/3/words')).toEqual({
      service: 'membership',
      process: 'api',
      bodyLimit: usual,
    });
  });

  it('leads nowhere from what nobody owns', () => {
    expect(destination('GET', '/films')).toBeUndefined();
    expect(destination('GET', '/')).toBeUndefined();
  });
});
