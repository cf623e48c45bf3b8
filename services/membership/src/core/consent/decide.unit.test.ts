import { type ConsentText, isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { checkText, choose, consentsNow, preferencesOf, stopAll, whoMayRecord } from './decide.ts';
import type { ConsentRow } from './row.ts';

const text = (over: Partial<ConsentText> = {}): ConsentText => ({
  version: 'v2',
  purposes: { digest: 'Send me the letter.', 'event-news': 'Write to me about events.' },
  publishedAt: '2026-11-01T00:00:00.000Z',
  current: true,
  ...over,
});

let count = 0;
const line = (over: Partial<ConsentRow> = {}): ConsentRow => ({
  _id: String(++count),
  network: 'testing',
  person: 'p',
  purpose: 'digest',
  given: true,
  basis: 'consent',
  textVersion: 'v1',
  channel: 'profile',
  at: new Date(`2026-0${Math.min(9, count)}-01T00:00:00.000Z`),
  ...over,
});

const day = (value: string): Date => new Date(`${value}T00:00:00.000Z`);

describe('how a person stands', () => {
  it('follows the last line of each purpose, and tells since when', () => {
    const current = consentsNow([
      line({ at: day('2026-01-01') }),
      line({ given: false, at: day('2026-02-01') }),
      line({ purpose: 'event-news', basis: 'contract', at: day('2026-03-01') }),
    ]);
    expect(current.find(({ purpose }) => purpose === 'digest')).toMatchObject({
      given: false,
      givenAt: '2026-01-01T00:00:00.000Z',
      withdrawnAt: '2026-02-01T00:00:00.000Z',
    });
    expect(current.find(({ purpose }) => purpose === 'event-news')).toMatchObject({
      given: true,
      basis: 'contract',
    });
    expect(current.find(({ purpose }) => purpose === 'research-contact')).toEqual({
      purpose: 'research-contact',
      given: false,
    });
  });

  it('forgets a withdrawal once it is given again', () => {
    const [digest] = consentsNow([
      line({ at: day('2026-01-01') }),
      line({ given: false, at: day('2026-02-01') }),
      line({ textVersion: 'v2', at: day('2026-03-01') }),
    ]);
    expect(digest).toMatchObject({ given: true, textVersion: 'v2', givenAt: '2026-03-01T00:00:00.000Z' });
    expect(digest).not.toHaveProperty('withdrawnAt');
  });
});

describe('preferences', () => {
  it('show each purpose in the words of today, and tick nothing that was not agreed to', () => {
    const { purposes } = preferencesOf(consentsNow([line({ purpose: 'event-news' })]), text());
    expect(purposes.map(({ purpose, given }) => [purpose, given])).toEqual([
      ['digest', false],
      ['event-news', true],
    ]);
  });

  it('add a line for what changes, or is agreed to in new words, and none for the rest', () => {
    const current = consentsNow([
      line({ purpose: 'digest' }),
      line({ purpose: 'event-news', textVersion: 'v2' }),
    ]);
    const lines = choose(
      [
        { purpose: 'digest', given: true },
        { purpose: 'event-news', given: true },
        { purpose: 'research-contact', given: false },
      ],
      current,
      text(),
    );
    expect(lines).toMatchObject([{ purpose: 'digest', given: true, textVersion: 'v2' }]);
  });

  it('refuse a purpose that is named twice', () => {
    const twice = [
      { purpose: 'digest', given: true },
      { purpose: 'digest', given: false },
    ] as const;
    expect(choose(twice, consentsNow([]), text())).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/choices/1/purpose' }],
    });
  });

  it('stop everything that is agreed to, on whatever basis', () => {
    const current = consentsNow([
      line(),
      line({ purpose: 'event-news', basis: 'legitimate-interest' }),
      line({ purpose: 'research-contact', given: false }),
    ]);
    expect(stopAll(current, 'v2').map(({ purpose, given }) => [purpose, given])).toEqual([
      ['digest', false],
      ['event-news', false],
    ]);
  });
});

describe('a wording', () => {
  const texts = [text(), text({ version: 'v1', current: false })];
  it('is agreed to only while it is shown, and withdrawn from ever after', () => {
    expect(checkText(true, 'v2', texts)).toBeUndefined();
    expect(checkText(false, 'v1', texts)).toBeUndefined();
    expect(checkText(true, 'v1', texts)).toMatchObject({ errors: [{ pointer: '#/textVersion' }] });
    expect(checkText(false, 'v0', texts)).toMatchObject({ errors: [{ pointer: '#/textVersion' }] });
  });
});

describe('who may record', () => {
  it.each([
    ['oneself agrees', { given: true, basis: 'consent' }, { oneself: true, host: false }, true],
    ['a host agrees for another', { given: true, basis: 'consent' }, { oneself: false, host: true }, false],
    ['a host records a withdrawal', { given: false, basis: 'consent' }, { oneself: false, host: true }, true],
    ['a host relies on a contract', { given: true, basis: 'contract' }, { oneself: false, host: true }, true],
    ['oneself claims a contract', { given: true, basis: 'contract' }, { oneself: true, host: false }, false],
  ] as const)('%s', (_what, said, who, allowed) => {
    expect(!isRefusal(whoMayRecord(said, who))).toBe(allowed);
  });
});
