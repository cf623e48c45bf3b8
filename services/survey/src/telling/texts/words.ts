import { stemmer } from 'stemmer';
import * as stopwords from 'stopword';

/** Lists of stop words by language; the languages that an instrument may be in and that there is a list for. */
const lists: Readonly<Record<string, readonly string[]>> = {
  cy: [],
  da: stopwords.dan,
  de: stopwords.deu,
  en: stopwords.eng,
  es: stopwords.spa,
  fi: stopwords.fin,
  fr: stopwords.fra,
  it: stopwords.ita,
  nl: stopwords.nld,
  no: stopwords.nob,
  pl: stopwords.pol,
  pt: stopwords.por,
  sv: stopwords.swe,
};

/** Most stems that are counted at once; what is rare beyond them is left out, so that memory is bounded. */
const mostStems = 100_000;
const mostWords = 300;

interface Counted {
  readonly forms: Map<string, number>;
  texts: number;
}

/**
 * Counts in how many texts each word is. English words are taken together by their stems (Porter), and each is told in
 * the form that most texts have; in other languages each form is a word. Stop words and numbers are left out.
 */
export const wordCounter = (language = 'en') => {
  const base = language.split('-')[0] ?? 'en';
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const stopped = new Set(lists[base] ?? lists.en);
  const stemOf = base === 'en' ? stemmer : (word: string) => word;
  const stems = new Map<string, Counted>();

  const wordsIn = (text: string): Set<string> => {
    const words = new Set<string>();
    for (const { segment, isWordLike } of segmenter.segment(text.toLowerCase().replaceAll('’', "'"))) {
      if (isWordLike && segment.length > 1 && !/^[\d.,]+$/.test(segment) && !stopped.has(segment))
        words.add(segment);
    }
    return words;
  };

  return {
    count: (text: string): void => {
      const seen = new Set<string>();
      for (const word of wordsIn(text)) {
        const stem = stemOf(word);
        const counted = stems.get(stem) ?? { forms: new Map(), texts: 0 };
        if (counted.texts === 0 && stems.size >= mostStems) continue;
        counted.forms.set(word, (counted.forms.get(word) ?? 0) + 1);
        if (!seen.has(stem)) counted.texts += 1;
        seen.add(stem);
        stems.set(stem, counted);
      }
    },
    /** The words that most texts have, the most first. */
    words: (): { word: string; count: number }[] =>
      [...stems.values()]
        .map(({ forms, texts }) => {
          const [word = ''] = [...forms].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
          return { word, count: texts };
        })
        .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
        .slice(0, mostWords),
  };
};
