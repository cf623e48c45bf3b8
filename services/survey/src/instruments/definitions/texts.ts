import type { InstrumentContent, Question, Section } from '@skein/contracts';

/** The language of an instrument's texts where it does not say. */
export const usualLanguage = 'en';

type Say = (path: string, text: string) => string;
type Labelled = { readonly key: string; readonly label: string };

// A field of an optional text: set where it was, and left out where it was not.
const field = <K extends string>(say: Say, where: string, name: K, text: string | undefined) =>
  (text === undefined ? {} : { [name]: say(`${where}/${name}`, text) }) as { [P in K]?: string };

const labels = <T extends Labelled>(say: Say, where: string, items: readonly T[]): T[] =>
  items.map((item) => ({ ...item, label: say(`${where}/${item.key}/label`, item.label) }));

const levels = (say: Say, where: string, texts: readonly string[]): string[] =>
  texts.map((text, index) => say(`${where}/${index + 1}`, text));

const ends = (say: Say, where: string, question: Extract<Question, { lowLabel?: string | undefined }>) => ({
  ...field(say, where, 'lowLabel', question.lowLabel),
  ...field(say, where, 'highLabel', question.highLabel),
  ...field(say, where, 'notApplicable', question.notApplicable),
  ...field(say, where, 'dontKnow', question.dontKnow),
  ...field(say, where, 'refused', question.refused),
  ...(question.pointLabels && {
    pointLabels: question.pointLabels.map(({ value, label }) => ({
      value,
      label: say(`${where}/points/${value}`, label),
    })),
  }),
});

const within = (say: Say, where: string, question: Question): object => {
  switch (question.kind) {
    case 'scale':
      return ends(say, where, question);
    case 'matrix':
      return { ...ends(say, where, question), rows: labels(say, `${where}/rows`, question.rows) };
    case 'levels':
      return { levels: levels(say, `${where}/levels`, question.levels) };
    case 'levels-matrix':
      return {
        rows: labels(say, `${where}/rows`, question.rows).map((row) => ({
          ...row,
          levels: levels(say, `${where}/rows/${row.key}/levels`, row.levels),
        })),
      };
    case 'quiz':
      return {
        choices: labels(say, `${where}/choices`, question.choices).map((choice) => ({
          ...choice,
          ...field(say, `${where}/choices/${choice.key}`, 'feedback', choice.feedback),
        })),
      };
    case 'number':
      return field(say, where, 'unit', question.unit);
    case 'yes-no':
      return {
        ...field(say, where, 'yesLabel', question.yesLabel),
        ...field(say, where, 'noLabel', question.noLabel),
      };
    case 'single':
    case 'multiple':
    case 'ranking':
      return { choices: labels(say, `${where}/choices`, question.choices as Labelled[]) };
    default:
      return {};
  }
};

const sayQuestion = (say: Say, question: Question): Question => {
  const where = `questions/${question.key}`;
  return {
    ...question,
    text: say(`${where}/text`, question.text),
    ...field(say, where, 'help', question.help),
    ...field(say, where, 'errorText', question.errorText),
    ...within(say, where, question),
  } as Question;
};

const saySection = (say: Say, section: Section): Section => {
  const where = `sections/${section.key}`;
  return {
    ...section,
    ...field(say, where, 'title', section.title),
    ...field(say, where, 'text', section.text),
  };
};

/** An instrument with each of its texts said anew: `say` is given its path and the text in the default language. */
const sayAll = <C extends InstrumentContent>(content: C, say: Say): C => ({
  ...content,
  title: say('title', content.title),
  introduction: content.introduction === '' ? '' : say('introduction', content.introduction),
  ...(content.sections && { sections: content.sections.map((section) => saySection(say, section)) }),
  questions: content.questions.map((question) => sayQuestion(say, question)),
});

/** All texts that respondents see, by path. */
export const textsIn = (content: InstrumentContent): Map<string, string> => {
  const texts = new Map<string, string>();
  sayAll(content, (path, text) => {
    texts.set(path, text);
    return text;
  });
  return texts;
};

export const languagesOf = ({ language, translations }: InstrumentContent): string[] => [
  language ?? usualLanguage,
  ...Object.keys(translations ?? {}).toSorted(),
];

/** The instrument in a language, as far as it has it; the rest is in the default language. */
export const inLanguage = <C extends InstrumentContent>(content: C, language: string | undefined): C => {
  const { translations: all, ...rest } = content;
  const texts = language === undefined ? undefined : all?.[language];
  const bare = { ...rest, language: texts ? language : (content.language ?? usualLanguage) } as C;
  return texts ? sayAll(bare, (path, text) => texts[path] || text) : bare;
};

/** By language, the texts that have no translation. */
export const untranslated = (content: InstrumentContent): Record<string, string[]> => {
  const paths = [...textsIn(content).keys()];
  const missing = Object.entries(content.translations ?? {}).map(([language, texts]) => [
    language,
    paths.filter((path) => !texts[path]),
  ]);
  return Object.fromEntries(missing.filter(([, left]) => left?.length));
};

/** The translations without those of texts that are no longer there. */
export const prunedTranslations = (content: InstrumentContent): InstrumentContent['translations'] => {
  const texts = textsIn(content);
  const languages = Object.entries(content.translations ?? {}).map(([language, translated]) => [
    language,
    Object.fromEntries(Object.entries(translated).filter(([path]) => texts.has(path))),
  ]);
  return Object.fromEntries(languages);
};
