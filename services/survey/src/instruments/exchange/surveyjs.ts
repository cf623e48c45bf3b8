import {
  type Condition,
  type InstrumentContent,
  isRefusal,
  type NotCarried,
  type Refusal,
} from '@skein/contracts';
import { assemble, type Found, mostQuestions } from './assemble.ts';
import { createNotes, type Notes, quiet } from './notes.ts';
import type { Referred } from './surveyjs-choices.ts';
import { ordinary } from './surveyjs-custom.ts';
import { conditionOf } from './surveyjs-expression.ts';
import { noteOthers } from './surveyjs-fields.ts';
import { readQuestion, types } from './surveyjs-question.ts';
import { commentBeside, copiesTried, isSeveral, originOf, severalIn } from './surveyjs-several.ts';
import { createTexts, isRecord, type Json, keysFor, listIn } from './surveyjs-texts.ts';

export interface Carried {
  readonly content: InstrumentContent;
  readonly notCarried: NotCarried[];
}

/** What of a container holds for all that it contains. */
interface Within {
  readonly depth: number;
  readonly section?: string | undefined;
  readonly shown: readonly Condition[];
}

const formFields = new Set([
  ...['title', 'description', 'locale', 'pages', 'elements', 'questions', 'name'],
  ...['questionsOnPageMode', 'isSinglePage'],
]);
const containerFields = new Set([
  'type',
  'name',
  'title',
  'description',
  'elements',
  'questions',
  'visible',
  'visibleIf',
  'questionsOrder',
  'questionOrder',
]);
const deepest = 10;

/** Conditions joined; lists within lists are one, so that they go no deeper than they must. */
const joined = (conditions: readonly Condition[]): Condition | undefined => {
  const flat = conditions.flatMap((condition) => (condition.all as Condition[] | undefined) ?? [condition]);
  return flat.length > 1 ? ({ all: flat } as Condition) : flat[0];
};

/** What is never shown, unless a program of the form’s makers shows it. */
const isHidden = ({ visible, visibleIf }: Json): boolean => visible === false && !visibleIf;

const hidden = 'is hidden in the form, and so is not asked here';

/** Whether its pages are shown one after the other. */
const isPaged = ({ pages, questionsOnPageMode: mode, isSinglePage }: Json, notes: Notes): boolean => {
  if (listIn(pages).length < 2 || mode === 'singlePage' || isSinglePage === true) return false;
  if (mode === 'questionPerPage' || mode === 'questionOnPage' || mode === 'inputPerPage')
    notes.looks('#/questionsOnPageMode', 'shows one question after the other; here one page after the other');
  return true;
};

/** The answer to a question before, or to a row of it, as texts here name it. */
const fillOf = (name: string, known: ReadonlyMap<string, Referred>): string | undefined => {
  const whole = known.get(name);
  if (whole) return whole.rows.size === 0 ? `{${whole.key}}` : undefined;
  const dot = name.lastIndexOf('.');
  const table = dot < 0 ? undefined : known.get(name.slice(0, dot));
  const row = table?.rows.get(name.slice(dot + 1));
  return table && row !== undefined ? `{${table.key}.${row}}` : undefined;
};

/** What stands where a text should: whatever it is, it is read without a throw. */
const written = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

const createReader = (form: Json, mostCopies: number) => {
  const notes = createNotes();
  const questionKey = keysFor('q');
  const sectionKey = keysFor('part');
  const sections: Found[] = [];
  const questions: Found[] = [];
  const known = new Map<string, Referred>();
  const texts = createTexts(form.locale, notes, (name) => fillOf(name, known));

  const shownIf = (of: Json, path: string): Condition[] => {
    if (of.visibleIf === undefined || of.visibleIf === '') return [];
    const condition = conditionOf(written(of.visibleIf), (name) => known.get(name));
    if (condition) return [condition];
    notes.changed(
      `${path}/visibleIf`,
      'is not understood, or looks at what does not stand before it: always shown here',
    );
    return [];
  };

  /** A container with a title is a section, and a page of several; others only hold their questions together. */
  const sectionOf = (of: Json, path: string, isPage: boolean): string | undefined => {
    if (of.title === undefined && !isPage) return undefined;
    const key = sectionKey(of.name ?? 'part', path, quiet);
    const title = texts.at(of.title, {
      path: `${path}/title`,
      textPath: `sections/${key}/title`,
      max: 200,
    });
    if (title === undefined && !isPage) return undefined;
    const place = { path: `${path}/description`, textPath: `sections/${key}/text`, max: 5000, lines: true };
    const text = texts.at(of.description, place);
    const shuffle = (of.questionsOrder ?? of.questionOrder) === 'random';
    sections.push({
      path,
      value: { key, ...(title && { title }), ...(text && { text }), ...(shuffle && { shuffle }) },
    });
    return key;
  };

  const readContainer = (of: Json, path: string, within: Within, isPage = false): void => {
    noteOthers(of, containerFields, path, notes);
    const isSection = of.title !== undefined || isPage;
    if (!isSection && of.description !== undefined)
      notes.leftOut(`${path}/description`, 'belongs to a part without a title');
    const order = of.questionsOrder ?? of.questionOrder;
    if (
      order !== undefined &&
      order !== 'default' &&
      order !== 'initial' &&
      (order !== 'random' || !isSection)
    )
      notes.looks(`${path}/questionsOrder`, 'can be random alone, in a part with a title');
    const shown = [...within.shown, ...shownIf(of, path)];
    readElements(of, path, {
      depth: within.depth + 1,
      section: sectionOf(of, path, isPage) ?? within.section,
      shown,
    });
  };

  const readElement = (element: unknown, at: string, within: Within): void => {
    if (!isRecord(element)) notes.leftOut(at, 'is no element');
    else if (isHidden(element)) notes.leftOut(at, hidden);
    else if (within.depth > deepest) notes.leftOut(at, 'lies too deep');
    else if (element.type === 'panel') readContainer(element, at, within);
    else if (isSeveral(element)) {
      const several = severalIn(element, at, notes, mostCopies);
      if (several) readContainer(several, at, within);
    } else readOne(ordinary(element, types, at, notes), at, within);
  };

  const readElements = (of: Json, path: string, within: Within): void => {
    const field = Array.isArray(of.elements) ? 'elements' : 'questions';
    for (const [index, element] of listIn(of[field]).entries()) {
      const at = `${path}/${field}/${index}`;
      readElement(element, isRecord(element) ? originOf(element, at) : at, within);
    }
  };

  /** Where a section was left for another one inside of it, what follows goes on in a section of its own. */
  const openSection = (key: string | undefined, path: string): string | undefined => {
    const last = questions.at(-1)?.value.section;
    if (key === undefined || key === last || !questions.some(({ value }) => value.section === key))
      return key;
    const before = sections.find(({ value }) => value.key === key);
    const again = sectionKey(key, path, quiet);
    sections.push({
      path,
      value: { key: again, ...(before?.value.title !== undefined && { title: before.value.title }) },
    });
    return again;
  };

  const readOne = (element: Json, path: string, within: Within): void => {
    const key = questionKey(element.name, `${path}/name`, notes);
    const read = readQuestion({ element, path, key, notes, texts });
    if (!read) return;
    const showIf = joined([...within.shown, ...shownIf(element, path)]);
    const section = openSection(within.section, path);
    const value = { ...read.question, ...(section && { section }), ...(showIf && { showIf }) };
    questions.push({ path, value });
    const name = written(element.name);
    if (known.has(name))
      notes.changed(
        path,
        `has the same name as one before, “${name.slice(0, 80)}”; here each has an answer of its own`,
      );
    known.set(name, read.referred);
    const comment = commentBeside(element, path);
    if (comment) readOne(comment, originOf(comment, path), within);
  };

  return { notes, texts, sections, questions, readContainer, readElements };
};

/**
 * Carries a form of SurveyJS over: its pages and panels with a title as sections, its questions, simple conditions,
 * and texts in several languages. Whatever does not come in as it stands there is noted with its path.
 */
export const fromSurveyJs = (form: Json, title?: string): Carried | Refusal => {
  const read = (mostCopies: number) => readForm(form, title, mostCopies);
  const [first, ...fewer] = copiesTried;
  let found = read(first);
  for (const mostCopies of fewer) {
    if (found.draft.questions.length <= mostQuestions) break;
    found = read(mostCopies);
  }
  const { draft, notes } = found;
  const content = assemble(draft, notes);
  return isRefusal(content) ? content : { content, notCarried: notes.all() };
};

const readForm = (form: Json, title: string | undefined, mostCopies: number) => {
  const reader = createReader(form, mostCopies);
  const { notes, texts, sections, questions, readContainer, readElements } = reader;
  noteOthers(form, formFields, '#', notes);
  const own = texts.at(form.title, { path: '#/title', textPath: 'title', max: 200 });
  const introduction = texts.at(form.description, {
    path: '#/description',
    textPath: 'introduction',
    max: 5000,
    lines: true,
  });
  const start = { depth: 0, shown: [] };
  const paged = isPaged(form, notes);
  for (const [index, page] of listIn(form.pages).entries()) {
    if (isRecord(page) && isHidden(page)) notes.leftOut(`#/pages/${index}`, hidden);
    else if (isRecord(page)) readContainer(page, `#/pages/${index}`, start, paged);
    else notes.leftOut(`#/pages/${index}`, 'is no page');
  }
  if (!Array.isArray(form.pages)) readElements(form, '#', start);
  const { language, translations } = texts;
  const draft = { title: own ?? title, introduction, language, sections, paged, questions, translations };
  return { draft, notes };
};
