import { describe, expect, it } from 'vitest';
import { statedIn } from './stated.ts';

const now = new Date('2026-11-27T12:00:00Z');
const read = (cells: Partial<Record<string, string>>) => {
  const problems: string[] = [];
  const stated = statedIn(
    (field) => cells[field] ?? '',
    (field, detail) => void problems.push(`${field} ${detail}`),
    now,
  );
  return { stated, problems };
};

describe('what a list says of a consent', () => {
  it('is the day, the way and the words, each where it is said', () => {
    expect(read({})).toEqual({ stated: undefined, problems: [] });
    const all = {
      'consent-given': '2018-05-25',
      'consent-channel': 'paper form',
      'consent-words': 'Yes, write.',
    };
    expect(read(all).stated).toEqual({ givenAt: '2018-05-25', channel: 'paper form', words: 'Yes, write.' });
    expect(read({ 'consent-channel': ' by phone ' }).stated).toEqual({ channel: 'by phone' });
  });

  it.each([
    ['25.5.2018', '2018-05-25'],
    ['1. 12. 2019', '2019-12-01'],
    ['2018-05-25 14:03', '2018-05-25'],
    ['2018-05-25T14:03:00Z', '2018-05-25'],
  ])('reads %s as %s', (written, day) => {
    expect(read({ 'consent-given': written })).toEqual({ stated: { givenAt: day }, problems: [] });
  });

  it.each(['03/04/2018', '31.2.2018', 'May 2018', '43245', '2018'])(
    'does not guess what day %s is',
    (written) => {
      expect(read({ 'consent-given': written }).problems).toEqual([
        'consent-given is not a day; write it as 2018-05-25 or 25.5.2018',
      ]);
    },
  );

  it('is no day that is yet to come', () => {
    expect(read({ 'consent-given': '2026-11-27' }).problems).toEqual([]);
    expect(read({ 'consent-given': '2026-11-28' }).problems[0]).toContain('lies in the future');
  });
});
