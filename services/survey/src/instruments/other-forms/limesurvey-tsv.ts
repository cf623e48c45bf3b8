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

/** Reads LimeSurvey’s tab-separated file, in which the rows of a language follow those of the one before. */
export const readLimeTsv = (rows: readonly Row[]): LimeSurvey => {
  const texts: Record<string, Texts> = {};
  const groups = new Map<string, Group>();
  const beside = new Set<string>();
  let language = rows.find(({ class: one, name }) => one === 'S' && name === 'language')?.text || 'en';
  let group: Group | undefined;
  let question: Question | undefined;
  const numbers = new Map<string, number>();

  const readGroup = (row: Row, tag: string): void => {
    // Groups have no codes: in each language they are numbered, or else come in the same order.
    const number = (numbers.get(tag) ?? 0) + 1;
    numbers.set(tag, number);
    const key = row['type/scale'] || String(number);
    group = groups.get(key) ?? { title: {}, description: {}, relevance: row.relevance ?? '', questions: [] };
    groups.set(key, group);
    say(group.title, tag, row.name);
    say(group.description, tag, row.text);
  };
  const readQuestion = (row: Row, tag: string): void => {
    if (!group) readGroup({ ...row, name: '', text: '', 'type/scale': '' }, tag);
    question = among((group as Group).questions, row.name ?? '', () => ({
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
    }));
    say(question.text, tag, row.text);
    say(question.help, tag, row.help);
    for (const [name, value] of Object.entries(row)) {
      if (columns.has(name) || value === '') continue;
      const values = question.attributes.get(name) ?? {};
      values[tag] = value;
      question.attributes.set(name, values);
    }
  };
  const readPart = (row: Row, tag: string, kind: 'parts' | 'answers'): void => {
    if (!question) return;
    const { name: code = '', relevance = '' } = row;
    const scale = Number(row['type/scale'] || 0) || 0;
    const alike = question[kind].filter((one) => one.scale === scale);
    const part = among(alike, code, () => ({ code, text: {}, scale, relevance }));
    if (!question[kind].includes(part)) question[kind].push(part);
    say(part.text, tag, row.text);
  };

  for (const row of rows) {
    const tag = row.language || language;
    const kind = row.class ?? '';
    if (kind === 'SL') {
      const name = settings[row.name ?? ''];
      if (name) {
        texts[name] ??= {};
        say(texts[name], tag, row.text);
      }
    } else if (kind === 'G') readGroup(row, tag);
    else if (kind === 'Q') readQuestion(row, tag);
    else if (kind === 'SQ') readPart(row, tag, 'parts');
    else if (kind === 'A') readPart(row, tag, 'answers');
    else if (kind.startsWith('QTA')) beside.add('quotas');
    else if (kind === 'AS') beside.add('rules for assessments');
    else if (kind === 'C') beside.add('conditions in an older form');
    else if (kind === 'S' && row.name === 'language' && row.text) language = row.text;
  }
  return { language, texts, groups: [...groups.values()], beside: [...beside] };
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

