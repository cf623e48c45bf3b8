import { type InstrumentContent, outsideOf, type Question } from '@skein/contracts';

/** Texts as people and programs write them the same: without case, marks, and what stands around them. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .replaceAll(/^[\s"“”'*:.?!]+|[\s"“”'*:.?!]+$/gu, '');

type Version = Pick<InstrumentContent, 'translations' | 'questions'>;

/** A text in all languages that the version has it in. */
const inAll = ({ translations = {} }: Version, path: string, text: string | undefined): string[] => [
  ...(text === undefined ? [] : [text]),
  ...Object.values(translations).flatMap((texts) => texts[path] ?? []),
];

/** What a part of a question is called: its key, and its label in all languages. */
export interface Part {
  readonly key: string;
  readonly labels: readonly string[];
}

interface Labelled {
  readonly key: string;
  readonly label: string;
}

const partsAt = (version: Version, where: string, parts: readonly Labelled[]): Part[] =>
  parts.map(({ key, label }) => ({ key, labels: [key, ...inAll(version, `${where}/${key}/label`, label)] }));

export const wordingsOf = (version: Version, question: Question): string[] => [
  question.key,
  ...inAll(version, `questions/${question.key}/text`, question.text),
];

export const choicesOf = (version: Version, question: Question): Part[] =>
  'choices' in question ? partsAt(version, `questions/${question.key}/choices`, question.choices) : [];

export const rowsOf = (version: Version, question: Question): Part[] =>
  'rows' in question
    ? partsAt(version, `questions/${question.key}/rows`, question.rows as readonly Labelled[])
    : [];

/** What the levels or points of a question are called, by their number; what may be said beside them too. */
export const pointsOf = (
  version: Version,
  question: Question,
  row?: string,
): ReadonlyMap<string, string | number> => {
  const where = `questions/${question.key}`;
  const points: [string, string | number][] = [];
  const put = (value: string | number, path: string, text: string | undefined): void => {
    for (const label of inAll(version, path, text)) points.push([plain(label), value]);
  };
  if (question.kind === 'scale' || question.kind === 'matrix') {
    put(question.from, `${where}/lowLabel`, question.lowLabel);
    put(question.to, `${where}/highLabel`, question.highLabel);
    for (const { value, label } of question.pointLabels ?? []) put(value, `${where}/points/${value}`, label);
    for (const { field, key, label } of outsideOf(question)) {
      put(key, `${where}/${field}`, label);
      points.push([key, key]);
    }
  }
  const levels =
    question.kind === 'levels'
      ? question.levels
      : question.kind === 'levels-matrix'
        ? (question.rows.find(({ key }) => key === row)?.levels ?? [])
        : [];
  for (const [index, level] of levels.entries()) points.push([plain(level), index + 1]);
  return new Map(points);
};
