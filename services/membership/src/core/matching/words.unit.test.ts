import { describe, expect, it } from 'vitest';
import { normalised, wordsIn } from './words.ts';

describe('words', () => {
  it.each([
    ['Zoë Łukasz-Ångström', ['zoe', 'lukasz', 'angstrom']],
    ["O’Hara & O'Hara", ['ohara', 'ohara']],
    ['Straße, ÆRØ', ['strasse', 'aero']],
    ['Ｆｕｌｌ ½', ['full', '1', '2']],
    ['здоровье Ёж', ['здоровье', 'еж']],
    ['—', []],
  ])('of %j are compared without case, accents and punctuation', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('make one text of all the ways to write it', () => {
    expect(normalised('  St. Mary’s   NHS-Trust ')).toBe(normalised('st marys nhs trust'));
    expect(normalised('+++')).toBe('+++');
  });
});
