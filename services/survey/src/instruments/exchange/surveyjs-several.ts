import type { Notes } from './notes.ts';
import { numberIn } from './surveyjs-choices.ts';
import { noteOthers } from './surveyjs-fields.ts';
import { asText, isRecord, type Json, listIn, textOf, together } from './surveyjs-texts.ts';

/**
 * Elements that ask several questions at once, as the questions that they ask: under the names that the form's own
 * conditions call them by.
 */

/** Where in the form an element stands that was made of another. */
const origin = Symbol('origin');
type Made = Json & { readonly [origin]?: string };

const at = (path: string, element: Json): Made => ({ ...element, [origin]: path });
export const originOf = (element: Json, path: string): string => (element as Made)[origin] ?? path;

/** The elements that one element comes to; undefined, and noted, where it comes to none. */
type Expand = (element: Json, path: string, notes: Notes, mostCopies: number) => Made[] | undefined;

const common = ['type', 'name', 'title', 'description', 'visible', 'visibleIf'];
/** How often parts that are repeated are asked at most: the fewer, the more of a long form comes in. */
export const copiesTried = [5, 3, 2, 1] as const;
const mostQuestions = 100;

/** The title of an element that is no question any more, and what it says below that. */
const heading = ({ name, title = name, description }: Json, path: string): Made[] => {
  const html = description === undefined ? title : together(title, description, '\n\n');
  return html === undefined ? [] : [at(path, { type: 'html', name: `${name}.title`, html })];
};

const asRecord = (item: unknown, as = 'value'): Json => (isRecord(item) ? item : { [as]: item });

/** Fields that name other questions: conditions, and texts that answers stand in. */
const namesOthers = (field: string): boolean =>
  field.endsWith('If') || field === 'title' || field === 'html' || field === 'description';

const renamed = (element: Json, from: string, to: string): Json => {
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(`{${from}.`, `{${to}.`);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([language, text]) => [language, rename(text)]));
  };
  return Object.fromEntries(
    Object.entries(element).map(([field, value]) => [
      field,
      namesOthers(field)
        ? rename(value)
        : field === 'elements' && Array.isArray(value)
          ? value.map((inner) => (isRecord(inner) ? renamed(inner, from, to) : inner))
          : value,
    ]),
  );
};

const texts: Expand = (element, path, notes) => {
  noteOthers(element, new Set([...common, 'items', 'isRequired']), path, notes);
  const items = listIn(element.items).map((item) => asRecord(item, 'name'));
  const asked = items.map((item, index) =>
    at(`${path}/items/${index}`, {
      ...item,
      type: 'text',
      name: `${element.name}.${item.name}`,
      title: item.title ?? item.name,
      isRequired: item.isRequired === true || (element.isRequired === true && items.length === 1),
    }),
  );
  if (element.isRequired === true && items.length > 1)
    notes.changed(`${path}/isRequired`, 'asks for one of several texts; none of them is required here');
  return [...heading(element, path), ...asked];
};

/** The questions of the columns of a table, for one of its rows. */
const cellsOf = (element: Json, path: string, row: { name: string; title?: unknown }): Made[] =>
  listIn(element.columns).map((item, index) => {
    const column = asRecord(item, 'name');
    const { cellType, name, title = name, ...rest } = column;
    const [own, usual] = [cellType, element.cellType].map((type) =>
      type === 'default' ? undefined : textOf(type),
    );
    const type = own ?? usual ?? 'dropdown';
    const isWords = type === 'text' || type === 'comment';
    const choices = column.choices ?? (isWords ? undefined : element.choices);
    const asked = {
      ...rest,
      type,
      name: `${row.name}.${name}`,
      title: row.title === undefined ? title : together(row.title, title),
      ...(choices !== undefined && { choices }),
    };
    return at(`${path}/columns/${index}`, renamed(asked, 'row', row.name));
  });

const table: Expand = (element, path, notes) => {
  const known = [...common, 'columns', 'rows', 'choices', 'cellType'];
  noteOthers(element, new Set(known), path, notes);
  const rows = listIn(element.rows).map((row) => asRecord(row));
  const cells = rows.length * listIn(element.columns).length;
  if (cells === 0 || cells > mostQuestions) {
    notes.leftOut(path, `is a table of ${cells} cells; it can be asked with 1 to ${mostQuestions}`);
    return undefined;
  }
  const asked = rows.flatMap((row) =>
    cellsOf(element, path, {
      name: `${element.name}.${textOf(row.value)}`,
      title: row.text ?? row.value,
    }),
  );
  return [...heading(element, path), ...asked];
};

interface Repeated {
  readonly least: number;
  readonly most: number;
  /** What the button says that adds one more. */
  readonly more: unknown;
  readonly copy: (name: string) => Made[];
  readonly mostCopies: number;
}

/** One after the other, up to a number: whether there is one more is asked before each that need not be there. */
const copies = (element: Json, path: string, repeated: Repeated, notes: Notes): Made[] => {
  const { least, most, more, copy, mostCopies } = repeated;
  const count = Math.max(1, least, Math.min(most, mostCopies));
  if (most > count)
    notes.changed(path, `is repeated as often as is wanted in the form, and ${count} times at most here`);
  const gate = (index: number): string => `${element.name}[${index}].more`;
  return Array.from({ length: count }, (_, index): Made[] => {
    const name = `${element.name}[${index}]`;
    const title = together(element.title ?? element.name, String(index + 1), ' ');
    const inner = [at(path, { type: 'html', name: `${name}.title`, html: title }), ...copy(name)];
    if (index < least) return inner;
    const asked = {
      type: 'boolean',
      name: gate(index),
      title: together(more ?? 'Add', title, ': '),
      ...(index > least && { visibleIf: `{${gate(index - 1)}} = true` }),
    };
    const within = { type: 'panel', name, visibleIf: `{${gate(index)}} = true`, elements: inner };
    return [at(path, asked), at(path, within)];
  }).flat();
};

const bounds = (
  element: Json,
  [count, least, most]: readonly [string, string, string],
  mostCopies: number,
) => {
  const start = Math.max(numberIn(element[count]) ?? 0, numberIn(element[least]) ?? 0);
  return { least: Math.max(0, Math.min(start, mostCopies)), most: numberIn(element[most]) ?? 100 };
};

const rowsAdded: Expand = (element, path, notes, mostCopies) => {
  const fields = ['columns', 'choices', 'cellType', 'rowCount', 'minRowCount', 'maxRowCount', 'addRowText'];
  noteOthers(element, new Set([...common, ...fields]), path, notes);
  const counts = bounds({ rowCount: 2, ...element }, ['rowCount', 'minRowCount', 'maxRowCount'], mostCopies);
  const copy = (name: string) => cellsOf(element, path, { name });
  return copies(element, path, { ...counts, more: element.addRowText, copy, mostCopies }, notes);
};

/** An element of a template, and those inside of it, under the name of the copy. */
const named = (element: Json, copy: string): Json => ({
  ...element,
  name: `${copy}.${element.name}`,
  ...(element.type === 'panel'
    ? { elements: listIn(element.elements).map((inner) => (isRecord(inner) ? named(inner, copy) : inner)) }
    : { title: element.title ?? element.name }),
});

const partsAdded: Expand = (element, path, notes, mostCopies) => {
  const fields = ['templateElements', 'panelCount', 'minPanelCount', 'maxPanelCount'];
  noteOthers(element, new Set([...common, ...fields, 'panelAddText', 'addPanelText']), path, notes);
  const copy = (name: string): Made[] =>
    listIn(element.templateElements).flatMap((inner, index) =>
      isRecord(inner)
        ? [at(`${path}/templateElements/${index}`, named(renamed(inner, 'panel', name), name))]
        : [],
    );
  const counts = bounds(element, ['panelCount', 'minPanelCount', 'maxPanelCount'], mostCopies);
  const more = element.panelAddText ?? element.addPanelText;
  return copies(element, path, { ...counts, more, copy, mostCopies }, notes);
};

const expansions: Readonly<Record<string, Expand>> = {
  multipletext: texts,
  matrixdropdown: table,
  matrixdynamic: rowsAdded,
  paneldynamic: partsAdded,
};

/** Whether an element asks several questions at once. */
export const isSeveral = ({ type }: Json): boolean => Object.hasOwn(expansions, asText(type));

/** All that one element asks, as a part of the form that is shown as it was. */
export const severalIn = (
  element: Json,
  path: string,
  notes: Notes,
  mostCopies: number,
): Json | undefined => {
  const elements = expansions[asText(element.type)]?.(element, path, notes, mostCopies);
  return elements && { type: 'panel', visibleIf: element.visibleIf, elements };
};

/** What may be said beside an answer, as a question of its own. */
export const commentBeside = (element: Json, path: string): Json | undefined => {
  if (element.hasComment !== true && element.showCommentArea !== true) return undefined;
  const { name, title = name, commentText = 'Comment', visibleIf } = element;
  return at(`${path}/commentText`, {
    type: 'comment',
    name: `${name}-Comment`,
    title: together(title, commentText),
    ...(visibleIf !== undefined && { visibleIf }),
  });
};
