import {
  Condition,
  fieldInWords,
  InstrumentContent,
  Question,
  type Refusal,
  refuse,
  Section,
  schemaFaults,
} from '@skein/contracts';
import { conditionFaults } from '../definitions/condition-faults.ts';
import { faultsWithin, patternFaults } from '../definitions/faults.ts';
import { withSoundPipes } from '../definitions/piping.ts';
import { prunedTranslations } from '../definitions/texts.ts';
import type { Notes } from './notes.ts';
import type { Translations } from './wording.ts';

/** A part of an instrument as a reader of a form found it, and where in the form it stands. */
export interface Found {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A form as far as a reader of it has come: nothing of it is checked. */
export interface Draft {
  readonly title: string | undefined;
  readonly introduction: string | undefined;
  readonly language: string;
  readonly sections: readonly Found[];
  readonly paged?: boolean | undefined;
  readonly questions: readonly Found[];
  readonly translations: Translations;
}

export const mostQuestions = 300;
const mostSections = 150;

const inWords = (path: readonly PropertyKey[], detail: string): string => {
  const field = fieldInWords(path);
  return field === '' ? detail : `its ${field} ${detail}`;
};

/** The question if it can be asked, else why not. */
const questionOf = ({ value }: Found): Question | string => {
  const { showIf: _, ...always } = value;
  const parsed = Question.safeParse(always);
  if (!parsed.success) {
    const [fault] = schemaFaults(parsed.error.issues);
    return fault ? inWords(fault.path, fault.detail) : 'is no question';
  }
  const [fault] = faultsWithin(parsed.data, '');
  return fault ? inWords(fault[0].split('.').slice(1), fault[1]) : parsed.data;
};

const soundQuestions = (found: readonly Found[], notes: Notes): { question: Question; path: string }[] => {
  const sound: { question: Question; path: string }[] = [];
  for (const one of found) {
    const question = questionOf(one);
    if (typeof question === 'string') notes.leftOut(one.path, `cannot be asked here: ${question}`);
    else if (sound.length === mostQuestions)
      notes.leftOut(one.path, `comes after the first ${mostQuestions} questions, and there are no more here`);
    else {
      const showIf = one.value.showIf === undefined ? undefined : Condition.safeParse(one.value.showIf);
      if (showIf && !showIf.success)
        notes.changed(one.path, 'depends on more than a condition here can say: always shown here');
      sound.push({ path: one.path, question: { ...question, ...(showIf?.data && { showIf: showIf.data }) } });
    }
  }
  return sound;
};

const soundSections = (found: readonly Found[], used: ReadonlySet<unknown>, notes: Notes): Section[] => {
  const sections: Section[] = [];
  for (const { path, value } of found) {
    if (!used.has(value.key)) continue;
    const parsed = Section.safeParse(value);
    if (parsed.success && sections.length < mostSections) sections.push(parsed.data);
    else notes.leftOut(path, `stands as a part of its own no more: there are ${mostSections} parts at most`);
  }
  return sections;
};

/** Takes out the conditions that cannot stand here, and says so. */
const withSoundConditions = (
  content: InstrumentContent,
  paths: readonly string[],
  notes: Notes,
): InstrumentContent => {
  const faults = new Map<number, string>();
  for (const [field, detail] of conditionFaults(content)) faults.set(Number(field.split('.')[1]), detail);
  for (const [index, detail] of faults)
    notes.changed(paths[index] as string, `its condition ${detail}: always shown here`);
  const questions = content.questions.map((question, index) => {
    const { showIf: _, ...always } = question;
    return faults.has(index) ? (always as typeof question) : question;
  });
  return { ...content, questions };
};

/** Takes patterns out that would be too many together, and says so. */
const withFewPatterns = (
  content: InstrumentContent,
  paths: readonly string[],
  notes: Notes,
): InstrumentContent => {
  const [fault] = patternFaults(content);
  if (!fault) return content;
  const from = Number(fault[0].split('.')[1]);
  const questions = content.questions.map((question, index) => {
    if (question.kind !== 'text' || question.pattern === undefined || index < from) return question;
    notes.changed(paths[index] as string, 'has a pattern that is one too many to be checked here');
    const { pattern: _, ...words } = question;
    return words;
  });
  return { ...content, questions };
};

/** Takes answers out of texts that cannot stand there, and says so. */
const withAnswersThere = (
  content: InstrumentContent,
  paths: readonly string[],
  notes: Notes,
): InstrumentContent => {
  const { content: mended, stray } = withSoundPipes(content);
  for (const field of stray) {
    const [list, index] = field.split('.');
    const path = list === 'questions' ? paths[Number(index)] : undefined;
    notes.changed(path ?? '#', 'shows an answer that is not there by then; “…” stands in its place');
  }
  return mended;
};

/**
 * Makes an instrument of a form. What of it cannot be asked here is noted and left out, and the rest comes in; refused
 * where nothing is left.
 */
export const assemble = (draft: Draft, notes: Notes): InstrumentContent | Refusal => {
  const sound = soundQuestions(draft.questions, notes);
  if (sound.every(({ question }) => question.kind === 'note'))
    return refuse('invalid-request', 'The form has no question that can be asked here.', [
      'form',
      'has no question that can be asked here',
    ]);
  const used = new Set<unknown>(sound.map(({ question }) => question.section));
  const sections = soundSections(draft.sections, used, notes);
  const known = new Set(sections.map(({ key }) => key));
  const questions = sound.map(({ question }) => {
    const { section, ...rest } = question;
    return (section !== undefined && known.has(section) ? question : rest) as Question;
  });
  const parsed = InstrumentContent.safeParse({
    title: draft.title ?? 'Imported form',
    introduction: draft.introduction ?? '',
    language: draft.language,
    ...(sections.length && { sections }),
    ...(draft.paged && sections.length > 1 && { paged: true }),
    questions,
    ...(Object.keys(draft.translations).length && { translations: draft.translations }),
  });
  if (!parsed.success) {
    const faults = schemaFaults(parsed.error.issues).map(({ path, detail }) => inWords(path, detail));
    return refuse('invalid-request', `The form holds what an instrument cannot: ${faults[0]}.`, [
      'form',
      faults[0] ?? 'cannot be read',
    ]);
  }
  const paths = sound.map(({ path }) => path);
  const few = withFewPatterns(parsed.data, paths, notes);
  const content = withAnswersThere(withSoundConditions(few, paths, notes), paths, notes);
  const translations = content.translations && { translations: prunedTranslations(content) };
  return { ...content, ...translations };
};
