import type { LimeGroup, LimePart, LimeQuestion, LimeSurvey } from './limesurvey.ts';

type Row = Readonly<Record<string, string>>;
type Texts = Record<string, string>;

interface Part extends LimePart {
  readonly text: Texts;
}
interface Question extends LimeQuestion {
  readonly text: Texts;
  readonly help: Texts;
  readonly attributes: Map<string, Texts>;
  readonly parts: Part[];
  readonly answers: Part[];
}
interface Group extends LimeGroup {
  readonly title: Texts;
  readonly description: Texts;
  readonly questions: Question[];
}

/** Columns that every row has; all others are attributes of questions. */
const columns = new Set(
  `id related_id class type/scale name relevance text help language validation mandatory other default same_default
  same_script`.split(/\s+/),
);

const settings: Readonly<Record<string, string>> = {
  surveyls_title: 'title',
  surveyls_description: 'description',
  surveyls_welcometext: 'welcome',
  surveyls_endtext: 'end',
  surveyls_policy_notice: 'policy',
};

const say = (texts: Texts, language: string, text: string | undefined): void => {
  if (text) texts[language] = text;
};

/** A part of a list that is there already in another language, or a new one. */
const among = <T extends { readonly code: string }>(list: T[], code: string, made: () => T): T => {
  const found = list.find((one) => one.code === code);
  if (found) return found;
  const one = made();
  list.push(one);
  return one;
};

const questionOf = (row: Row): Question => ({
  code: row.name ?? '',
  type: row['type/scale'] ?? '',
  text: {},
  help: {},
  mandatory: row.mandatory ?? 'N',
  other: row.other === 'Y',
  pattern: row.validation ?? '',
  relevance: row.relevance ?? '',
  hasDefault: Boolean(row.default),
  attributes: new Map(),
  parts: [],
  answers: [],
  aliases: [],
});

/** Gathers groups, questions and their parts, whose rows in another language come again later. */
const createOutline = () => {
  const groups = new Map<string, Group>();
  const numbers = new Map<string, number>();
  let group: Group | undefined;
  let question: Question | undefined;

  const readGroup = (row: Row, tag: string): Group => {
    // Groups have no codes: in each language they are numbered, or else come in the same order.
    const number = (numbers.get(tag) ?? 0) + 1;
    numbers.set(tag, number);
    const key = row['type/scale'] || String(number);
    group = groups.get(key) ?? { title: {}, description: {}, relevance: row.relevance ?? '', questions: [] };
    groups.set(key, group);
    say(group.title, tag, row.name);
    say(group.description, tag, row.text);
    return group;
  };
  const readQuestion = (row: Row, tag: string): void => {
    const { questions } = group ?? readGroup({ name: '', text: '' }, tag);
    question = among(questions, row.name ?? '', () => questionOf(row));
    say(question.text, tag, row.text);
    say(question.help, tag, row.help);
    for (const [name, value] of Object.entries(row)) {
      if (columns.has(name) || value === '') continue;
      const values = question.attributes.get(name) ?? {};
      values[tag] = value;
      question.attributes.set(name, values);
    }
  };
  const readPart =
    (kind: 'parts' | 'answers') =>
    (row: Row, tag: string): void => {
      if (!question) return;
      const { name: code = '', relevance = '' } = row;
      const scale = Number(row['type/scale'] || 0) || 0;
      const alike = question[kind].filter((one) => one.scale === scale);
      const part = among(alike, code, () => ({ code, text: {}, scale, relevance }));
      if (!question[kind].includes(part)) question[kind].push(part);
      say(part.text, tag, row.text);
    };
  return {
    groups,
    readers: { G: readGroup, Q: readQuestion, SQ: readPart('parts'), A: readPart('answers') } as Readonly<
      Record<string, (row: Row, tag: string) => void>
    >,
  };
};

const beside: Readonly<Record<string, string>> = {
  QTA: 'quotas',
  AS: 'rules for assessments',
  C: 'conditions in an older form',
};

/** Reads LimeSurvey’s tab-separated file, in which the rows of a language follow those of the one before. */
export const readLimeTsv = (rows: readonly Row[]): LimeSurvey => {
  const texts: Record<string, Texts> = {};
  const has = new Set<string>();
  const language = rows.find(({ class: one, name }) => one === 'S' && name === 'language')?.text || 'en';
  const format = rows.find(({ class: one, name }) => one === 'S' && name === 'format')?.text || 'G';
  const { groups, readers } = createOutline();
  for (const row of rows) {
    const { class: kind = '', name = '' } = row;
    const tag = row.language || language;
    const setting = kind === 'SL' ? settings[name] : undefined;
    if (setting) {
      texts[setting] ??= {};
      say(texts[setting], tag, row.text);
    }
    if (Object.hasOwn(readers, kind)) readers[kind]?.(row, tag);
    if (Object.hasOwn(beside, kind)) has.add(beside[kind] as string);
  }
  return { language, texts, format, groups: [...groups.values()], beside: [...has] };
};

/** The rows of a table below its headings, by heading. */
export const byHeading = (table: readonly (readonly string[])[]): Row[] => {
  const [headings = [], ...rows] = table;
  const names = headings.map((heading) => heading.trim());
  return rows.map((cells) =>
    Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()])),
  );
};

export const isLimeTsv = (headings: readonly string[]): boolean => {
  const names = new Set(headings.map((heading) => heading.trim()));
  return ['class', 'type/scale', 'name', 'text'].every((name) => names.has(name));
};
