import { isHtml, textOfHtml } from '../exchange/html.ts';
import type { Notes } from '../exchange/notes.ts';
import { conditionFrom, type Resolve, type Subject } from './condition.ts';
import { boundsIn } from './constraint.ts';
import type { Element, Localized } from './foreign-form.ts';
import { type Choice, type Fields, questionTypes, typeIn } from './xlsform-questions.ts';
import { type Sheet, type SheetRow, saysYes } from './xlsform-sheet.ts';

const listsOf = ({ rows }: Sheet): ReadonlyMap<string, Choice[]> =>
  new Map(
    [...Map.groupBy(rows, ({ said }) => said.get('list_name') ?? '')].map(([name, choices]) => [
      name,
      choices.map(({ said, texts }) => ({
        value: said.get('name') ?? said.get('value') ?? '',
        text: texts.get('label') ?? {},
      })),
    ]),
  );

const nameOf = ({ said }: SheetRow): string => said.get('name') ?? '';
export const typeOf = ({ said }: SheetRow) => typeIn(said.get('type') ?? '');

/** In which repeated group each name stands, if in any: the innermost. */
const repeatsOf = (rows: readonly SheetRow[]): ReadonlyMap<string, string> => {
  const repeats = new Map<string, string>();
  const open: string[] = [];
  for (const row of rows) {
    const { type } = typeOf(row);
    if (type === 'end_repeat') open.pop();
    const within = open.at(-1);
    if (within !== undefined) repeats.set(nameOf(row), within);
    if (type === 'begin_repeat') open.push(nameOf(row));
  }
  return repeats;
};

/** What the names in conditions stand for; the parts of a table are known with its name. */
const subjectsOf = (rows: readonly SheetRow[]): ReadonlyMap<string, Subject> => {
  const subjects = new Map<string, Subject>();
  let table = '';
  for (const row of rows) {
    const { type } = typeOf(row);
    const name = nameOf(row);
    if (type === 'begin_score') table = name;
    if (type === 'score__row') subjects.set(name, { name: `${table}.${name}`, unordered: true });
    else if (['select_one', 'text', 'string'].includes(type)) subjects.set(name, { name, unordered: true });
    else if (['select_multiple', 'acknowledge', 'trigger'].includes(type))
      subjects.set(name, { name, several: true });
    else if (['integer', 'int', 'decimal', 'range', 'date'].includes(type)) subjects.set(name, { name });
  }
  return subjects;
};

export const placeOf = ({ number }: SheetRow, what = ''): string =>
  ['survey', `row ${number}`, ...(what ? [what] : [])].join(', ');

/** Columns of which something is read, or that say nothing to who answers. */
const read = new Set(
  `type name label hint relevant required constraint constraint_message appearance calculation choice_filter parameters
  disabled kobo--score-choices kobo--rank-items kobo--rank-constraint-message kobo--locking-profile $kuid $autoname
  default read_only repeat_count guidance_hint required_message`.split(/\s+/),
);
const lost: Readonly<Record<string, string>> = {
  default: 'is not filled in beforehand here',
  read_only: 'may be answered here',
  image: 'is not shown here',
  audio: 'is not heard here',
  video: 'is not shown here',
  trigger: 'sets nothing off here',
};

const noteColumns = (row: SheetRow, notes: Notes): void => {
  for (const name of [...row.said.keys(), ...row.texts.keys()]) {
    const detail = lost[name];
    if (detail && saysYes(row.said.get(name) ?? 'yes') !== false) notes.changed(placeOf(row, name), detail);
    else if (!read.has(name) || name === 'guidance_hint')
      notes.looks(placeOf(row, name), 'has no counterpart');
  }
};

export type Tools = ReturnType<typeof createTools>;

export const createTools = (rows: readonly SheetRow[], choices: Sheet, notes: Notes) => {
  const subjects = subjectsOf(rows);
  const repeats = repeatsOf(rows);

  /** As it is called from a row: within one repeated group each copy has its own, and from outside none is meant. */
  const resolveFrom =
    (row: SheetRow): Resolve =>
    (name) => {
      const [subject, within] = [subjects.get(name), repeats.get(name)];
      if (!subject || within === undefined) return subject;
      return within === repeats.get(nameOf(row)) ? { ...subject, name: `panel.${subject.name}` } : undefined;
    };

  const wordsOf = (text: string, place: string, resolve: Resolve): string => {
    if (isHtml(text)) notes.looks(place, 'was marked up, and comes in as plain text');
    const plain = isHtml(text) ? textOfHtml(text) : text;
    return plain.replaceAll(/\$\{\s*([^{}\s]+)\s*\}/g, (_, name: string) => {
      const subject = resolve(name);
      if (subject) return `{${subject.name}}`;
      notes.changed(place, 'shows what the form works out, of which “…” is left');
      return '…';
    });
  };
  const saidAt =
    (row: SheetRow) =>
    (texts: Localized = {}): unknown => {
      const [place, resolve] = [placeOf(row), resolveFrom(row)];
      const said = Object.entries(texts).map(([tag, text]) => [tag, wordsOf(text, place, resolve)]);
      return said.length ? Object.fromEntries(said) : undefined;
    };
  const shownIf = (row: SheetRow): { visibleIf?: string; visible?: false } => {
    const condition = conditionFrom(row.said.get('relevant') ?? '', resolveFrom(row));
    if (!condition)
      notes.changed(placeOf(row, 'relevant'), 'says more than a condition here can: always shown here');
    if (condition?.is === 'said') return { visibleIf: condition.text };
    return condition?.is === 'never' ? { visible: false } : {};
  };
  return { notes, lists: listsOf(choices), saidAt, shownIf };
};

const requiredIn = (row: SheetRow, notes: Notes): { isRequired?: true } => {
  const required = saysYes(row.said.get('required') ?? '');
  if (required === undefined)
    notes.changed(placeOf(row, 'required'), 'is required now and then there, and never here');
  return required ? { isRequired: true } : {};
};

/** The whole answer must be as the pattern says, in ODK; in SurveyJS it is looked for within. */
const whole = (pattern: string): string =>
  pattern.startsWith('^') && pattern.endsWith('$') ? pattern : `^(?:${pattern})$`;

/** What an answer must be, as SurveyJS says it. */
const checksIn = (row: SheetRow, fields: Fields, { notes, saidAt }: Tools): Record<string, unknown> => {
  const constraint = row.said.get('constraint');
  if (constraint === undefined) return {};
  const { bounds, rest } = boundsIn(constraint, fields.step === 1);
  if (rest) notes.changed(placeOf(row, 'constraint'), 'is not checked here, or in part only');
  const { pattern, minLength, alone, ...others } = bounds;
  const choices = fields.choices as { value: string; text: unknown }[] | undefined;
  const none = choices?.find(({ value }) => value === alone);
  const text = saidAt(row)(row.texts.get('constraint_message'));
  return {
    ...others,
    ...(text !== undefined && Object.keys(bounds).length > 0 && { minErrorText: text }),
    validators: [
      ...(minLength === undefined ? [] : [{ type: 'text', minLength }]),
      ...(pattern === undefined ? [] : [{ type: 'regex', regex: whole(pattern) }]),
    ],
    ...(none && {
      choices: choices?.filter((choice) => choice !== none),
      showNoneItem: true,
      noneText: none.text,
    }),
  };
};

export const questionOf = (row: SheetRow, tools: Tools): Element | undefined => {
  const { notes, lists, saidAt, shownIf } = tools;
  const { type, more } = typeOf(row);
  const place = placeOf(row);
  const readType = Object.hasOwn(questionTypes, type) ? questionTypes[type] : undefined;
  if (!readType) {
    notes.leftOut(place, `is of a type that is not known here, “${type.slice(0, 40)}”`);
    return undefined;
  }
  const fields = readType({
    row,
    more,
    list: lists.get(more[0] ?? ''),
    said: saidAt(row),
    changed: (what, detail) => notes.changed(placeOf(row, what), detail),
    leftOut: (what, detail) => notes.leftOut(placeOf(row, what), detail),
  });
  if (!fields) return undefined;
  noteColumns(row, notes);
  const title = saidAt(row)(row.texts.get('label'));
  const help = saidAt(row)(row.texts.get('hint'));
  return {
    ...fields,
    ...checksIn(row, fields, tools),
    name: nameOf(row),
    ...(fields.type === 'html' ? { html: title ?? '' } : title !== undefined && { title }),
    ...(help !== undefined && { description: help }),
    ...(fields.type !== 'html' && requiredIn(row, notes)),
    ...shownIf(row),
  };
};

export const panelOf = (
  row: SheetRow,
  { notes, saidAt, shownIf }: Tools,
): Element & { elements: Element[] } => {
  noteColumns(row, notes);
  const title = saidAt(row)(row.texts.get('label'));
  return {
    type: 'panel',
    name: nameOf(row),
    ...(title !== undefined && { title }),
    ...shownIf(row),
    elements: [],
  };
};

/** What is asked again and again; without a number of times, as often as somebody wants. */
export const repeatOf = (row: SheetRow, tools: Tools): Element & { templateElements: Element[] } => {
  const { elements, ...panel } = panelOf(row, tools);
  const written = row.said.get('repeat_count') ?? '';
  const count = Number(written);
  if (written !== '' && !(Number.isInteger(count) && count > 0))
    tools.notes.changed(
      placeOf(row, 'repeat_count'),
      'is worked out there; here whoever answers says each time whether there is one more',
    );
  const times = count > 0 ? { panelCount: count, minPanelCount: count, maxPanelCount: count } : {};
  return { ...panel, type: 'paneldynamic', ...times, templateElements: elements };
};

/** A table of KoboToolbox: rows that are rated alike, or places that are given to items. */
export const tableOf = (row: SheetRow, parts: readonly SheetRow[], tools: Tools): Element | undefined => {
  if (typeOf(row).type === 'begin_kobomatrix') return questionOf(row, tools);
  const { lists, saidAt } = tools;
  const said = saidAt(row);
  const isScore = typeOf(row).type === 'begin_score';
  const list = lists.get(row.said.get(isScore ? 'kobo--score-choices' : 'kobo--rank-items') ?? '') ?? [];
  const items = list.map(({ value, text }) => ({ value, text: said(text) ?? value }));
  const rows = parts.map((part) => ({
    value: nameOf(part),
    text: said(part.texts.get('label')) ?? nameOf(part),
  }));
  noteColumns(row, tools.notes);
  const title = said(row.texts.get('label'));
  const required = requiredIn(row, tools.notes);
  return {
    ...(isScore
      ? { type: 'matrix', rows, columns: items, ...(required.isRequired && { eachRowRequired: true }) }
      : { type: 'ranking', choices: items, selectToRankEnabled: true, maxSelectedChoices: parts.length }),
    name: nameOf(row),
    ...(title !== undefined && { title }),
    ...required,
    ...tools.shownIf(row),
  } as Element;
};
