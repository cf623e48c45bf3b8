import { type Pipe, pipesIn, withPipes } from '@skein/answering';
import type { InstrumentContent, Question } from '@skein/contracts';
import type { Fault } from './condition-faults.ts';

/** The texts that an earlier answer may stand in, and before which question they are read. */
interface Place {
  /** As a problem names it. */
  readonly field: string;
  /** As translations name it. */
  readonly path: string;
  readonly text: string;
  /** Questions from here on are not answered yet. */
  readonly before: number;
}

const placesIn = ({ questions, sections = [] }: InstrumentContent): Place[] => {
  const startOf = (section: string): number => {
    const start = questions.findIndex((question) => question.section === section);
    return start < 0 ? questions.length : start;
  };
  const shuffled = new Set(sections.flatMap(({ key, shuffle }) => (shuffle ? [key] : [])));
  const at = (field: string, path: string, text: string | undefined, before: number): Place[] =>
    text === undefined ? [] : [{ field, path, text, before }];
  return [
    ...sections.flatMap(({ key, title, text }, index) => [
      ...at(`sections.${index}.title`, `sections/${key}/title`, title, startOf(key)),
      ...at(`sections.${index}.text`, `sections/${key}/text`, text, startOf(key)),
    ]),
    ...questions.flatMap(({ key, text, help, errorText, section }, index) => {
      const before = section !== undefined && shuffled.has(section) ? startOf(section) : index;
      return [
        ...at(`questions.${index}.text`, `questions/${key}/text`, text, before),
        ...at(`questions.${index}.help`, `questions/${key}/help`, help, before),
        ...at(`questions.${index}.errorText`, `questions/${key}/errorText`, errorText, before),
      ];
    }),
  ];
};

/** What is wrong with filling in an answer here. */
const faultOf = (
  { question: name, row }: Pipe,
  before: number,
  questions: readonly Question[],
): string | undefined => {
  const index = questions.findIndex(({ key }) => key === name);
  const question = questions[index];
  const called = `{${row === undefined ? name : `${name}.${row}`}}`;
  if (!question)
    return `fills in ${called}, and no question has that key; write other brackets where they are meant as such`;
  if (question.kind === 'note') return `fills in ${called}, which is a note that nobody answers`;
  if (index >= before) return `fills in ${called}, which is not always answered before`;
  const rows = 'rows' in question ? question.rows : undefined;
  if (!rows) return row === undefined ? undefined : `fills in ${called}, and the question has no rows`;
  if (row === undefined) return `fills in ${called}, of which a row must be named: {${name}.${rows[0]?.key}}`;
  return rows.some(({ key }) => key === row) ? undefined : `fills in ${called}, which is none of its rows`;
};

const firstFault = (text: string, before: number, questions: readonly Question[]): string | undefined => {
  for (const part of pipesIn(text)) {
    const fault = typeof part === 'string' ? undefined : faultOf(part, before, questions);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

/** Texts, in whatever language, that fill in an answer which is not there yet. */
export const pipingFaults = (content: InstrumentContent): Fault[] => {
  const { questions, translations = {} } = content;
  return placesIn(content).flatMap(({ field, path, text, before }): Fault[] => {
    const inAll: [string, string | undefined][] = [
      [field, text],
      ...Object.entries(translations).map(([language, texts]): [string, string | undefined] => [
        `translations.${language}.${path}`,
        texts[path],
      ]),
    ];
    return inAll.flatMap(([at, said]): Fault[] => {
      const fault = said === undefined ? undefined : firstFault(said, before, questions);
      return fault === undefined ? [] : [[at, fault]];
    });
  });
};

/** A text as it is told where no answers are: what stands in their place. */
export const withoutAnswers = (text: string, keys: ReadonlySet<string>): string =>
  withPipes(text, ({ question, otherwise }) => (keys.has(question) ? otherwise : undefined));

/** What a version asks, as it is told beside its results, where nobody’s answer can stand in a text. */
export const askedOfAll = <V extends { readonly questions: readonly Question[] }>(version: V): V => {
  const keys = new Set(version.questions.map(({ key }) => key));
  return {
    ...version,
    questions: version.questions.map((question) => ({
      ...question,
      text: withoutAnswers(question.text, keys),
    })),
  };
};

/** An instrument without the answers that its texts cannot fill in, and the fields that these stood in. */
export const withSoundPipes = (
  content: InstrumentContent,
): { content: InstrumentContent; stray: readonly string[] } => {
  const faulty = pipingFaults(content);
  if (faulty.length === 0) return { content, stray: [] };
  const { questions, sections = [], translations = {} } = content;
  const places = placesIn(content);
  const before = new Map(places.map((place) => [place.path, place.before]));
  const sound = (path: string, text: string): string =>
    withPipes(text, (pipe) =>
      faultOf(pipe, before.get(path) ?? 0, questions) === undefined ? undefined : pipe.otherwise,
    );
  const all = <T extends { readonly key: string }>(
    of: 'questions' | 'sections',
    item: T,
    fields: string[],
  ): T => {
    const texts = item as Record<string, unknown>;
    const mended = fields.flatMap((name) => {
      const text = texts[name];
      return typeof text === 'string' ? [[name, sound(`${of}/${item.key}/${name}`, text)]] : [];
    });
    return { ...item, ...Object.fromEntries(mended) };
  };
  return {
    stray: [...new Set(faulty.map(([field]) => field))],
    content: {
      ...content,
      questions: questions.map((one) => all('questions', one, ['text', 'help', 'errorText'])),
      ...(content.sections && {
        sections: sections.map((one) => all('sections', one, ['title', 'text'])),
      }),
      ...(content.translations && {
        translations: Object.fromEntries(
          Object.entries(translations).map(([language, texts]) => [
            language,
            Object.fromEntries(
              Object.entries(texts).map(([path, text]) => [
                path,
                before.has(path) ? sound(path, text) : text,
              ]),
            ),
          ]),
        ),
      }),
    },
  };
};
