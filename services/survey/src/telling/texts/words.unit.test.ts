import { describe, expect, it } from 'vitest';
import { wordCounter } from './words.ts';

const countedIn = (texts: string[], language?: string) => {
  const counter = wordCounter(language);
  for (const text of texts) counter.count(text);
  return counter.words();
};

describe('the words of texts', () => {
  it('are counted once a text, by their stems, without stop words and numbers', () => {
    const texts = [
      'The meetings, and a meeting!',
      'Our meeting in 2026 with networks',
      'I network; we NETWORK.',
    ];
    expect(countedIn(texts)).toEqual([
      { word: 'meeting', count: 2 },
      { word: 'network', count: 2 },
    ]);
  });

  it('are told in the form that most texts have', () => {
    expect(countedIn(['sharing', 'sharing', 'shared'])).toEqual([{ word: 'sharing', count: 3 }]);
  });

  it('follow the stop words of their language, and are not stemmed as if English', () => {
    expect(countedIn(['Die Treffen und das Treffen', 'ein Treffen mit der Gruppe'], 'de-DE')).toEqual([
      { word: 'treffen', count: 2 },
      { word: 'gruppe', count: 1 },
    ]);
  });

  it('are none where there are none', () => {
    expect(countedIn(['', '… 12.5 !', 'a'])).toEqual([]);
  });
});
