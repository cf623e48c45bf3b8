import { createNotes, type Notes } from '../exchange/notes.ts';
import type { Element, ForeignForm, Page } from './foreign-form.ts';
import { languageNamed } from './language-names.ts';
import {
  createTools,
  panelOf,
  placeOf,
  questionOf,
  repeatOf,
  type Tools,
  tableOf,
  typeOf,
} from './xlsform-elements.ts';
import { type Rows, readSheet, type Sheet, type SheetRow, saysYes, sheetNamed } from './xlsform-sheet.ts';

/** Tables of KoboToolbox, whose rows stand between where they begin and where they end. */
const tables = new Set(['begin_score', 'begin_rank', 'begin_kobomatrix']);

const endOf = (rows: readonly SheetRow[], begun: number, type: string): number => {
  const end = rows.findIndex(
    (row, index) => index > begun && typeOf(row).type === type.replace('begin', 'end'),
  );
  return end < 0 ? rows.length : end;
};

const readElements = (rows: readonly SheetRow[], tools: Tools, stood: Map<object, string>): Element[] => {
  const { notes } = tools;
  const top: Element[] = [];
  const open = [top];
  const put = (row: SheetRow, element: Element | undefined): void => {
    if (!element) return;
    stood.set(element, placeOf(row));
    open.at(-1)?.push(element);
  };
  const begin = (row: SheetRow): void => {
    const panel = panelOf(row, tools);
    put(row, panel);
    open.push(panel.elements);
  };
  const repeat = (row: SheetRow): void => {
    const repeated = repeatOf(row, tools);
    put(row, repeated);
    open.push(repeated.templateElements);
  };
  const end = (): void => {
    if (open.length > 1) open.pop();
  };
  const groups: Readonly<Record<string, (row: SheetRow) => void>> = {
    begin_group: begin,
    begin_repeat: repeat,
    end_group: end,
    end_repeat: end,
    '': (row) => notes.leftOut(placeOf(row), 'has no type'),
  };
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as SheetRow;
    const { type } = typeOf(row);
    const group = Object.hasOwn(groups, type) ? groups[type] : undefined;
    if (saysYes(row.said.get('disabled') ?? '')) notes.leftOut(placeOf(row), 'is disabled');
    else if (group) group(row);
    else if (tables.has(type)) {
      const last = endOf(rows, index, type);
      put(row, tableOf(row, rows.slice(index + 1, last), tools));
      index = last;
    } else put(row, questionOf(row, tools));
  }
  return top;
};

const known = ['survey', 'choices', 'settings'];
const parts = ['external_choices', 'entities', 'osm', 'cascades'];

const noteSheets = (sheets: ReadonlyMap<string, Rows>, notes: Notes): void => {
  for (const [name, rows] of sheets) {
    const plain = name.trim().toLowerCase();
    if (known.includes(plain) || rows.length === 0) continue;
    if (parts.includes(plain)) notes.leftOut(`sheet ${name}`, 'is not read here');
    else notes.looks(`sheet ${name}`, 'is no part of a form');
  }
};

const settingsRead = new Set(['form_title', 'default_language', 'style']);

const noteSettings = (settings: SheetRow | undefined, notes: Notes): void => {
  for (const name of settings?.said.keys() ?? [])
    if (!settingsRead.has(name)) notes.looks(`settings, ${name}`, 'has no counterpart');
};

/** Each group is a page, and so is what stands between two. */
const pagesOf = (elements: readonly Element[], stood: Map<object, string>): Page[] => {
  const pages: Page[] = [];
  let between: Page | undefined;
  for (const element of elements) {
    if (element.type === 'panel') {
      const { type: _, ...group } = element;
      const page = group as unknown as Page;
      stood.set(page, stood.get(element) ?? 'survey');
      pages.push(page);
      between = undefined;
    } else if (between) between.elements.push(element);
    else {
      between = { name: `page-${pages.length + 1}`, elements: [element] };
      pages.push(between);
    }
  }
  return pages;
};

/** A form of XLSForm, as ODK and KoboToolbox have them, in the shape of SurveyJS. */
export const fromXlsForm = (sheets: ReadonlyMap<string, Rows>): ForeignForm => {
  const notes = createNotes();
  const stood = new Map<object, string>();
  const [survey, choices] = ['survey', 'choices'].map((name) => readSheet(sheetNamed(sheets, name))) as [
    Sheet,
    Sheet,
  ];
  const [settings] = readSheet(sheetNamed(sheets, 'settings')).rows;
  for (const heading of new Set([...survey.unknown, ...choices.unknown]))
    notes.leftOut(`column ${heading.slice(0, 80)}`, 'is in no language that is known here');
  noteSheets(sheets, notes);
  noteSettings(settings, notes);
  const isPlain = survey.rows.some(({ texts }) => texts.get('label')?.default !== undefined);
  const said = settings?.said.get('default_language');
  const locale = (said && languageNamed(said)) || (isPlain ? undefined : survey.languages[0]);
  if (locale === undefined && survey.languages.length === 0)
    notes.looks('settings, default_language', 'is not said: the texts are taken for English');
  const tools = createTools(survey.rows, choices, notes);
  const elements = readElements(survey.rows, tools, stood);
  const pages = /\bpages\b/.test(settings?.said.get('style') ?? '')
    ? pagesOf(elements, stood)
    : [{ name: 'form', elements }];
  return {
    program: 'xlsform',
    condition: 'relevant',
    stood,
    notes,
    form: { ...(locale && { locale }), title: settings?.said.get('form_title'), pages },
  };
};
