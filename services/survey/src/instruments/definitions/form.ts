import type { InstrumentContent, Question } from '@skein/contracts';
import { inLanguage } from './texts.ts';

/** A quiz question without what is right and what is said of each choice. */
const unmarked = (question: Question): Question =>
  question.kind === 'quiz'
    ? { ...question, choices: question.choices.map(({ key, label }) => ({ key, label })) }
    : question;

/** An instrument without what is right in its quiz questions, for whoever may still answer them. */
export const withoutRightAnswers = <C extends InstrumentContent>(content: C): C => {
  const quizzes = new Set(content.questions.flatMap(({ key, kind }) => (kind === 'quiz' ? [key] : [])));
  if (quizzes.size === 0) return content;
  const isFeedback = (path: string): boolean => {
    const [, key, , , field] = path.split('/');
    return field === 'feedback' && quizzes.has(key ?? '');
  };
  const translations = Object.entries(content.translations ?? {}).map(([language, texts]) => [
    language,
    Object.fromEntries(Object.entries(texts).filter(([path]) => !isFeedback(path))),
  ]);
  return {
    ...content,
    questions: content.questions.map(unmarked),
    // What a choice is worth tells whether it is right.
    ...(content.scores && {
      scores: content.scores.filter(({ items }) => !items.some(({ question }) => quizzes.has(question))),
    }),
    ...(content.translations && { translations: Object.fromEntries(translations) }),
  };
};

/** Numbers from 0 to 2³² that follow from a seed: FNV-1a to begin with, then mulberry32. */
const numbersFrom = (seed: string): (() => number) => {
  let state = 0x811c9dc5;
  for (const unit of seed) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

/** The items in an order that follows from the seed (Fisher and Yates). */
const shuffled = <T>(items: readonly T[], seed: string): T[] => {
  const next = numbersFrom(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = next() % (last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
};

interface Choice {
  readonly key: string;
  readonly other?: true | undefined;
  readonly exclusive?: true | undefined;
}
const stays = ({ other, exclusive }: Choice): boolean => other === true || exclusive === true;

const withChoicesShuffled = (question: Question, response: string): Question => {
  if (!('choices' in question) || !question.shuffle) return question;
  const choices: readonly Choice[] = question.choices;
  const free = choices.filter((choice) => !stays(choice));
  const order = [...shuffled(free, `${response} ${question.key}`), ...choices.filter(stays)];
  return { ...question, choices: order } as Question;
};

const withSectionsShuffled = (
  { questions, sections = [] }: InstrumentContent,
  response: string,
): Question[] => {
  const toShuffle = new Set(sections.flatMap(({ key, shuffle }) => (shuffle ? [key] : [])));
  const bySection = Map.groupBy(questions, ({ section }) => section);
  const orders = new Map(
    [...toShuffle].map((key) => [
      key,
      shuffled(bySection.get(key) ?? [], `${response} section ${key}`).values(),
    ]),
  );
  return questions.map((question) => orders.get(question.section ?? '')?.next().value ?? question);
};

interface Asking {
  readonly language?: string | undefined;
  /** The draft's id: what is in random order is so for this response, each time it is asked. */
  readonly response?: string | undefined;
}

/** An instrument as a respondent sees it. */
export const formFor = <C extends InstrumentContent>(content: C, { language, response }: Asking): C => {
  const { scores: _, ...asked } = withoutRightAnswers(inLanguage(content, language));
  // Those who answer are not told what their answers are worth.
  const form = asked as C;
  if (response === undefined) return form;
  const questions = withSectionsShuffled(form, response).map((question) =>
    withChoicesShuffled(question, response),
  );
  return { ...form, questions };
};
