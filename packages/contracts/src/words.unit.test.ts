import { describe, expect, it } from 'vitest';
import { finderOf, normalised, waysToFind, wordsIn } from './words.ts';

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

  it.each([
    ['O’Connell', ['connell', "o'connell", 'oconnell', "O'CONN"]],
    ['D`Souza', ['souza', 'dsouza']],
    ['O’Brünnen', ['brünnen', 'bruennen', 'brunnen', 'obruennen']],
    ["O'Bruennen", ['brünnen', 'bruennen', 'brunnen', 'obrünnen']],
    ['Müller', ['mueller', 'muller', 'Müller', 'MÜL']],
    ['Mueller', ['mueller', 'muller', 'Müller']],
    ['Åse Sørensen', ['aase', 'ase', 'soerensen', 'sorensen', 'Sørensen']],
    ['Strauß', ['strauss', 'strauß']],
  ])('find %j however they are typed', (text, typed) => {
    const found = waysToFind(text);
    for (const word of typed.flatMap(wordsIn))
      expect(
        found.some((way) => way.startsWith(word)),
        word,
      ).toBe(true);
  });

  it('do not find what is another name', () => {
    expect(waysToFind('Miller')).toEqual(['miller']);
    expect(waysToFind('Connell')).not.toContain('o');
  });

  it('make one text of all the ways to write it', () => {
    expect(normalised('  St. Mary’s   NHS-Trust ')).toBe(normalised('st marys nhs trust'));
    expect(normalised('+++')).toBe('+++');
  });

  it('find a text by the beginnings of all that is sought, in any order, and by nothing nothing', () => {
    const seeks = finderOf('cult müll');
    expect(seeks('A caring culture', 'Mueller’s idea')).toBe(true);
    expect(seeks('A caring culture')).toBe(false);
    expect(finderOf(' – ')('anything')).toBe(false);
  });
});
