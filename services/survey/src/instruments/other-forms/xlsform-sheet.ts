import type { Localized } from './foreign-form.ts';
import { languageNamed } from './language-names.ts';

export type Rows = readonly (readonly string[])[];

/** A row of an XLSForm by its columns, whatever they are called in which version of it. */
export interface SheetRow {
  /** As the spreadsheet numbers it. */
  readonly number: number;
  /** Columns that have no language. */
  readonly said: ReadonlyMap<string, string>;
  /** Texts by their column and language; the language that is not named is `default`. */
  readonly texts: ReadonlyMap<string, Localized>;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  /** In the order of their columns. */
  readonly languages: readonly string[];
  /** Headings whose language is not known. */
  readonly unknown: readonly string[];
}

const aliases: Readonly<Record<string, string>> = {
  relevance: 'relevant',
  'list name': 'list_name',
  readonly: 'read_only',
  'repeat count': 'repeat_count',
  'constraint message': 'constraint_message',
  'required message': 'required_message',
  'choice filter': 'choice_filter',
  title: 'form_title',
  'default language': 'default_language',
  caption: 'label',
};

const leads = /^(?:bind|body|control|media|instance)::?/;
const localized = new Set(
  'label hint guidance_hint constraint_message required_message image audio video big-image'.split(' '),
);

interface Column {
  readonly name: string;
  readonly language?: string;
  readonly unknown?: true;
}

const columnOf = (heading: string): Column => {
  const plain = heading.trim().replace(leads, '');
  const [first = '', ...rest] = plain.split(/::?/);
  const lower = first.trim().toLowerCase();
  const name = aliases[lower] ?? lower;
  if (!localized.has(name) || rest.length === 0) return { name: rest.length ? plain.toLowerCase() : name };
  const language = languageNamed(rest.join(':'));
  return language === undefined ? { name, unknown: true } : { name, language };
};

const rowOf = (cells: readonly string[], columns: readonly Column[], number: number): SheetRow => {
  const said = new Map<string, string>();
  const texts = new Map<string, Record<string, string>>();
  for (const [index, { name, language, unknown }] of columns.entries()) {
    const cell = (cells[index] ?? '').trim();
    if (cell === '' || name === '' || unknown) continue;
    if (!localized.has(name)) {
      if (!said.has(name)) said.set(name, cell);
      continue;
    }
    texts.set(name, { [language ?? 'default']: cell, ...texts.get(name) });
  }
  return { number, said, texts };
};

/** Reads a sheet of an XLSForm; rows without anything in them are none, and keep their numbers. */
export const readSheet = (table: Rows = []): Sheet => {
  const at = table.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const headings = table[at] ?? [];
  const columns = headings.map(columnOf);
  const rows = table
    .slice(at + 1)
    .map((cells, index) => rowOf(cells, columns, at + index + 2))
    .filter(({ said, texts }) => said.size + texts.size > 0);
  return {
    rows,
    languages: [...new Set(columns.flatMap(({ language }) => language ?? []))],
    unknown: headings.filter((_, index) => columns[index]?.unknown),
  };
};

/** A cell that says yes or no; undefined where it says something else, as an expression does. */
export const saysYes = (cell: string): boolean | undefined => {
  const plain = cell.trim().toLowerCase().replace(/\(\)$/, '');
  if (['yes', 'true', '1'].includes(plain)) return true;
  return ['', 'no', 'false', '0'].includes(plain) ? false : undefined;
};

export const isXlsForm = (sheets: ReadonlyMap<string, Rows>): boolean => {
  const survey = sheetNamed(sheets, 'survey');
  const headings = survey?.find((row) => row.some((cell) => cell.trim() !== '')) ?? [];
  return headings.some((heading) => heading.trim().toLowerCase() === 'type');
};

export const sheetNamed = (sheets: ReadonlyMap<string, Rows>, name: string): Rows | undefined =>
  [...sheets].find(([one]) => one.trim().toLowerCase() === name)?.[1];
