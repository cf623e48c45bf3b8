import { type Condition, InstrumentContent, type NotCarried, type Refusal, refuse } from '@skein/contracts';
import { conditionFaults } from '../definitions/condition-faults.ts';
import { prunedTranslations } from '../definitions/texts.ts';
import { createNotes, quiet } from './notes.ts';
import type { Referred } from './surveyjs-choices.ts';
import { conditionOf } from './surveyjs-expression.ts';
import { noteOthers } from './surveyjs-fields.ts';
import { readQuestion } from './surveyjs-question.ts';
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

interface Section {
  readonly key: string;
  readonly title: string;
  readonly text?: string;
  readonly shuffle?: true;
}

const formFields = new Set(['title', 'description', 'locale', 'pages', 'elements', 'questions', 'name']);
const containerFields = new Set([
  'type',
  'name',
  'title',
  'description',
  'elements',
  'questions',
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

/** What stands where a text should: whatever it is, it is read without a throw. */
const written = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

const createReader = (form: Json) => {
  const notes = createNotes();
  const texts = createTexts(form.locale, notes);
  const questionKey = keysFor('q');
  const sectionKey = keysFor('part');
  const sections: Section[] = [];
  const questions: Record<string, unknown>[] = [];
  const paths: string[] = [];
  const known = new Map<string, Referred>();

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

  /** A container with a title is a section; others only hold their questions together. */
  const sectionOf = (of: Json, path: string): string | undefined => {
    if (of.title === undefined) return undefined;
    const key = sectionKey(of.name ?? 'part', path, quiet);
    const title = texts.at(of.title, {
      path: `${path}/title`,
      textPath: `sections/${key}/title`,
      max: 200,
    });
    if (title === undefined) return undefined;
    const place = { path: `${path}/description`, textPath: `sections/${key}/text`, max: 5000 };
    const text = texts.at(of.description, place);
    const shuffle = (of.questionsOrder ?? of.questionOrder) === 'random';
    sections.push({ key, title, ...(text && { text }), ...(shuffle && { shuffle }) });
    return key;
  };

  const readContainer = (of: Json, path: string, within: Within): void => {
    noteOthers(of, containerFields, path, notes);
    if (of.title === undefined && of.description !== undefined)
      notes.leftOut(`${path}/description`, 'belongs to a part without a title');
    const order = of.questionsOrder ?? of.questionOrder;
    if (
      order !== undefined &&
      order !== 'default' &&
      order !== 'initial' &&
      (order !== 'random' || of.title === undefined)
    )
      notes.looks(`${path}/questionsOrder`, 'can be random alone, in a part with a title');
    const shown = [...within.shown, ...shownIf(of, path)];
    readElements(of, path, {
      depth: within.depth + 1,
      section: sectionOf(of, path) ?? within.section,
      shown,
    });
  };

  const readElements = (of: Json, path: string, within: Within): void => {
    const field = Array.isArray(of.elements) ? 'elements' : 'questions';
    for (const [index, element] of listIn(of[field]).entries()) {
      const at = `${path}/${field}/${index}`;
      if (!isRecord(element)) notes.leftOut(at, 'is no element');
      else if (element.type !== 'panel') readOne(element, at, within);
      else if (within.depth > deepest) notes.leftOut(at, 'lies too deep');
      else readContainer(element, at, within);
    }
  };

  /** Where a section was left for another one inside of it, what follows goes on in a section of its own. */
  const openSection = (key: string | undefined, path: string): string | undefined => {
    const last = questions.at(-1)?.section;
    if (key === undefined || key === last || !questions.some(({ section }) => section === key)) return key;
    const before = sections.find((section) => section.key === key) as Section;
    const again = sectionKey(key, path, quiet);
    sections.push({ key: again, title: before.title });
    return again;
  };

  const readOne = (element: Json, path: string, within: Within): void => {
    const key = questionKey(element.name, `${path}/name`, notes);
    const read = readQuestion({ element, path, key, notes, texts });
    if (!read) return;
    const showIf = joined([...within.shown, ...shownIf(element, path)]);
    const section = openSection(within.section, path);
    questions.push({ ...read.question, ...(section && { section }), ...(showIf && { showIf }) });
    paths.push(path);
    const name = written(element.name);
    if (known.has(name))
      notes.changed(
        path,
        `has the same name as one before, “${name.slice(0, 80)}”; here each has an answer of its own`,
      );
    known.set(name, read.referred);
  };

  return { notes, texts, sections, questions, paths, readContainer, readElements };
};

/** Takes out the conditions that cannot stand here, and says so. */
const withSoundConditions = (
  content: InstrumentContent,
  paths: readonly string[],
  changed: (path: string, detail: string) => void,
) => {
  const faults = new Map<number, string>();
  for (const [field, detail] of conditionFaults(content)) faults.set(Number(field.split('.')[1]), detail);
  for (const [index, detail] of faults) changed(`${paths[index]}/visibleIf`, `${detail}: always shown here`);
  const questions = content.questions.map((question, index) => {
    const { showIf: _, ...always } = question;
    return faults.has(index) ? (always as typeof question) : question;
  });
  return { ...content, questions };
};

/**
 * Carries a form of SurveyJS over: its pages and panels with a title as sections, its questions, simple conditions,
 * and texts in several languages. Whatever has no counterpart is listed with its path.
 */
export const fromSurveyJs = (form: Json, title?: string): Carried | Refusal => {
  const { notes, texts, sections, questions, paths, readContainer, readElements } = createReader(form);
  noteOthers(form, formFields, '#', notes);
  const own = texts.at(form.title, { path: '#/title', textPath: 'title', max: 200 });
  const introduction = texts.at(form.description, {
    path: '#/description',
    textPath: 'introduction',
    max: 5000,
  });
  const start = { depth: 0, shown: [] };
  for (const [index, page] of listIn(form.pages).entries()) {
    if (isRecord(page)) readContainer(page, `#/pages/${index}`, start);
    else notes.leftOut(`#/pages/${index}`, 'is no page');
  }
  if (!Array.isArray(form.pages)) readElements(form, '#', start);
  if (questions.length === 0)
    return refuse('invalid-request', 'The form has no question that can be carried over.', [
      'form',
      'has no question',
    ]);
  const parsed = InstrumentContent.safeParse({
    title: own ?? title ?? 'Imported form',
    introduction: introduction ?? '',
    language: texts.language,
    ...(sections.length && {
      sections: sections.filter(({ key }) => questions.some(({ section }) => section === key)),
    }),
    questions,
    ...(Object.keys(texts.translations).length && { translations: texts.translations }),
  });
  if (!parsed.success) return refuseForm(parsed.error.issues, paths);
  const content = withSoundConditions(parsed.data, paths, notes.changed);
  const translations = content.translations && { translations: prunedTranslations(content) };
  return { content: { ...content, ...translations }, notCarried: notes.all() };
};

/** A form that says what no instrument may: named where it stands in the form. */
const refuseForm = (
  issues: readonly { path: PropertyKey[]; message: string }[],
  paths: readonly string[],
): Refusal => {
  const fields = issues.slice(0, 100).map(({ path, message }): [string, string] => {
    const [first, index] = path;
    const element = first === 'questions' ? paths[Number(index)] : undefined;
    const at = element ? element.slice(2).replaceAll('/', '.') : '';
    return [at ? `form.${at}` : 'form', `${path.slice(element ? 2 : 0).join('.')} ${message}`.trim()];
  });
  return refuse('invalid-request', 'The form holds what an instrument cannot.', ...fields);
};
