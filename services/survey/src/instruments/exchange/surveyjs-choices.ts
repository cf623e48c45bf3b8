import type { Condition } from '@skein/contracts';
import type { Notes } from './notes.ts';
import { noteOthers } from './surveyjs-fields.ts';
import { asText, isRecord, type Json, keysFor, listIn, type Texts } from './surveyjs-texts.ts';

/** What conditions may say of a question of the form: what its values are here. */
export interface Referred {
  readonly key: string;
  readonly kind: string;
  /** Values of the form as answers are here; where there are none, they are the same. */
  readonly values: ReadonlyMap<string, NonNullable<Condition['equals']>>;
  readonly rows: ReadonlyMap<string, string>;
  /** Whether its values are in an order here, so that they can be more or less. */
  readonly isOrdered: boolean;
}

/** A question read from a form, as the API takes it, and what conditions may say of it. */
export interface Read {
  readonly question: Record<string, unknown>;
  readonly referred: Referred;
}

export interface Reading {
  readonly element: Json;
  readonly path: string;
  /** The question's key. */
  readonly key: string;
  readonly notes: Notes;
  readonly texts: Texts;
}

interface Item {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ||
  (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    ? Number(value)
    : undefined;
export const given = <T>(fields: Record<string, T | undefined>): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<string, T>;

/** Items of choices, rows or columns: values, or records of a value and a text. */
export const itemsAt = (
  { element, path, key, notes, texts }: Reading,
  field: string,
  as: 'choices' | 'rows',
  reserved: readonly string[] = [],
): Item[] => {
  const keyFor = keysFor(as === 'rows' ? 'row' : 'choice', reserved);
  const seen = new Set<string>();
  return listIn(element[field]).flatMap((item, index) => {
    const at = `${path}/${field}/${index}`;
    const record = isRecord(item) ? item : { value: item };
    const value = asText(record.value);
    if (seen.has(value)) {
      notes.leftOut(at, `“${value.slice(0, 80)}” stands in the list already`);
      return [];
    }
    seen.add(value);
    noteOthers(record, new Set(['value', 'text']), at, notes);
    const own = keyFor(record.value, at, notes);
    const place = { path: `${at}/text`, textPath: `questions/${key}/${as}/${own}/label`, max: 500 };
    const label = texts.at(record.text ?? record.value, place) ?? own;
    return [{ key: own, label, value }];
  });
};

export const byValue = (items: readonly Item[]) => new Map(items.map(({ value, key }) => [value, key]));
export const bare = ({ key, label }: Item) => ({ key, label });

export const shuffleOf = ({ element, path, notes }: Reading): { shuffle?: true } => {
  const order = element.choicesOrder;
  if (order === 'random') return { shuffle: true };
  if (order !== undefined && order !== 'none')
    notes.looks(`${path}/choicesOrder`, 'has no counterpart: in the order of the list');
  return {};
};

interface Added {
  readonly flags: readonly string[];
  readonly key: string;
  /** The field of its text, and the text where it has none. */
  readonly text: string;
  readonly usual: string;
  readonly value: string;
}

/** A choice that a flag of the form adds. */
const addedChoice = (reading: Reading, { flags, key: own, text, usual, value }: Added): Item[] => {
  const { element, path, key, texts } = reading;
  if (!flags.some((flag) => element[flag] === true)) return [];
  const place = { path: `${path}/${text}`, textPath: `questions/${key}/choices/${own}/label`, max: 500 };
  return [{ key: own, label: texts.at(element[text], place) ?? usual, value }];
};

const added = {
  other: {
    flags: ['hasOther', 'showOtherItem'],
    key: 'other',
    text: 'otherText',
    usual: 'Other',
    value: 'other',
  },
  none: {
    flags: ['hasNone', 'showNoneItem'],
    key: 'none',
    text: 'noneText',
    usual: 'None of these',
    value: 'none',
  },
  refused: {
    flags: ['showRefuseItem'],
    key: 'refused',
    text: 'refuseText',
    usual: 'Refuse to answer',
    value: 'refused',
  },
  unknown: {
    flags: ['showDontKnowItem'],
    key: 'dont-know',
    text: 'dontKnowText',
    usual: 'Don’t know',
    value: 'dontknow',
  },
} satisfies Record<string, Added>;

/** Where choices are numbers from one to another, the list of them. */
const withRange = (reading: Reading): Reading => {
  const { element } = reading;
  const [from, to, step = 1] = [element.choicesMin, element.choicesMax, element.choicesStep].map(numberIn);
  if (from === undefined || to === undefined || !(step > 0) || !((to - from) / step < 1_000)) return reading;
  const range = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  return { ...reading, element: { ...element, choices: [...listIn(element.choices), ...range] } };
};

/** What has its choices from elsewhere is asked in words: what they were is not known here. */
const inWords = ({ element, path, key, notes }: Reading): Read | undefined => {
  if (element.choicesByUrl === undefined) {
    notes.leftOut(path, 'has no choices');
    return undefined;
  }
  notes.changed(path, 'has its choices from an address; it is asked in words here');
  return { question: { kind: 'text', short: true, maxLength: 500 }, referred: referredTo('words', key) };
};

const choicesOf = (reading: Reading) => {
  const other = addedChoice(reading, added.other);
  // Each of these stands alone, and means that nothing else does.
  const none = [added.none, added.refused, added.unknown].flatMap((one) => addedChoice(reading, one));
  const reserved = [...other, ...none].map(({ key }) => key);
  const items = itemsAt(reading, 'choices', 'choices', reserved);
  return { items, other, none, all: [...items, ...other, ...none] };
};

export const referredTo = (kind: string, key: string, of: Partial<Referred> = {}): Referred => ({
  key,
  kind,
  values: new Map(),
  rows: new Map(),
  isOrdered: false,
  ...of,
});

const quizOf = (reading: Reading, items: readonly Item[], several: boolean): Record<string, unknown> => {
  const answers = new Set([reading.element.correctAnswer].flat().map(String));
  const choices = items.map((item) => ({ ...bare(item), ...(answers.has(item.value) && { right: true }) }));
  return { kind: 'quiz', choices, ...(several && { several }), ...shuffleOf(reading) };
};

/** So many of them at least or at most, as far as that can be. */
const boundsOf = ({ element, path, notes }: Reading, most: number) => {
  const bound = (field: string): number | undefined => {
    const value = numberIn(element[field]);
    if (value === undefined || value === 0) return undefined;
    if (Number.isInteger(value) && value > 0 && value <= most) return value;
    if (field === 'minSelectedChoices' || value < 0)
      notes.changed(`${path}/${field}`, `is ${value}, and there are ${most} choices: not asked for here`);
    return undefined;
  };
  const [atLeast, atMost] = [bound('minSelectedChoices'), bound('maxSelectedChoices')];
  if (atLeast === undefined || atMost === undefined || atLeast <= atMost) return given({ atLeast, atMost });
  notes.changed(`${path}/minSelectedChoices`, 'is more than may be chosen: not asked for here');
  return { atMost };
};

export const choosing = (asked: Reading, several: boolean): Read | undefined => {
  const reading = withRange(asked);
  const { element, key, path, notes } = reading;
  if (listIn(element.choices).length === 0) return inWords(reading);
  if (element.choicesByUrl !== undefined)
    notes.changed(`${path}/choicesByUrl`, 'has more choices from an address, which are not known here');
  const { items, other, none, all } = choicesOf(reading);
  const referred = referredTo(several ? 'multiple' : 'single', key, { values: byValue(all) });
  const right = [element.correctAnswer].flat().map(String);
  const mayBeQuiz = items.length >= 2 && items.length <= 30 && other.length + none.length === 0;
  const isQuiz = element.correctAnswer !== undefined && mayBeQuiz && (several || right.length === 1);
  if (isQuiz && right.every((value) => items.some((item) => item.value === value)))
    return { question: quizOf(reading, items, several), referred };
  if (element.correctAnswer !== undefined)
    notes.changed(`${path}/correctAnswer`, 'is none of the choices of a quiz, so that nothing is right here');
  const choices = [
    ...items.map(bare),
    ...other.map((item) => ({ ...bare(item), other: true })),
    ...none.map((item) => ({ ...bare(item), ...(several && { exclusive: true }) })),
  ];
  const bounds = several ? boundsOf(reading, items.length + other.length) : {};
  const question = { kind: several ? 'multiple' : 'single', choices, ...bounds, ...shuffleOf(reading) };
  return { question, referred };
};
