import { MongoNetworkError, MongoServerError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { isDuplicateKey, isMongoUnavailable } from './mongo.ts';

const serverError = (code: number, errorLabels: string[] = []) =>
  new MongoServerError({ message: `error ${code}`, code, errorLabels });

describe('a failure of MongoDB', () => {
  it.each([
    ['a lost connection', new MongoNetworkError('connection closed')],
    [
      'a socket that ended under a command',
      Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
    ],
    ['a primary that stepped down', serverError(189)],
    ['a node that is neither primary nor secondary yet', serverError(13436)],
    ['a write conflict', serverError(112, ['TransientTransactionError'])],
    ['a cursor lost with a restart', serverError(43)],
  ])('passes by: %s', (_what, error) => {
    expect(isMongoUnavailable(error)).toBe(true);
  });

  it.each([
    ['a document its validator refuses', serverError(121)],
    ['a bug', new TypeError('undefined is not a function')],
  ])('does not pass by: %s', (_what, error) => {
    expect(isMongoUnavailable(error)).toBe(false);
  });

  it('is told apart from two who made the same thing', () => {
    expect(isDuplicateKey(serverError(11000))).toBe(true);
    expect(isMongoUnavailable(serverError(11000))).toBe(false);
  });
});
