import type { Localized } from './foreign-form.ts';
import type { SheetRow } from './xlsform-sheet.ts';

export type Fields = Record<string, unknown> & { readonly type: string };

export interface Choice {
  readonly value: string;
  readonly text: Localized;
}

export interface Asked {
  readonly row: SheetRow;
  /** What follows the type in its cell: the list, and `or_other`. */
  readonly more: readonly string[];
  readonly list: readonly Choice[] | undefined;
  said(texts: Localized): unknown;
  changed(what: string, detail: string): void;
  leftOut(what: string, detail: string): void;
}

type Reader = (asked: Asked) => Fields | undefined;

const appearance = ({ row }: Asked): string => row.said.get('appearance') ?? '';

/** `start=0 end=10 step=2`, by spaces, commas or semicolons. */
const parameters = ({ row }: Asked): ReadonlyMap<string, string> =>
  new Map(
    [...(row.said.get('parameters') ?? '').matchAll(/([\w-]+)\s*=\s*([^\s;,]+)/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

const itemsOf = ({ list = [], said }: Asked) =>
  list.map(({ value, text }) => ({ value, text: said(text) ?? value }));

const choosing =
  (type: string): Reader =>
  (asked) => {
    const { more, list, changed, leftOut, row } = asked;
    if (!list) {
      leftOut('', `its list of choices, “${(more[0] ?? '').slice(0, 80)}”, is not in the file`);
      return undefined;
    }
    if (row.said.has('choice_filter'))
      changed('choice_filter', 'shows some choices only, after what is answered before; here all are shown');
    if (appearance(asked).includes('search('))
      changed('appearance', 'looks its choices up elsewhere; here those of the file are shown');
    const other = more.slice(1).join(' ').toLowerCase().replaceAll('_', ' ');
    return {
      type: type === 'radiogroup' && /minimal|autocomplete/.test(appearance(asked)) ? 'dropdown' : type,
      choices: itemsOf(asked),
      ...(/\bor (?:specify )?other\b/.test(other) && { showOtherItem: true }),
      ...(parameters(asked).get('randomize') === 'true' && { choicesOrder: 'random' }),
    };
  };

const range: Reader = (asked) => {
  const given = parameters(asked);
  const [start, end, step] = [given.get('start') ?? 0, given.get('end') ?? 10, given.get('step') ?? 1].map(
    Number,
  ) as [number, number, number];
  if (![start, end, step].every(Number.isFinite)) {
    asked.leftOut('parameters', 'are no numbers');
    return undefined;
  }
  const [min, max] = [Math.min(start, end), Math.max(start, end)];
  if (step === 1 && Number.isInteger(min) && Number.isInteger(max) && max - min <= 20)
    return { type: 'rating', rateMin: min, rateMax: max };
  return { type: 'text', inputType: 'number', min, max, step };
};

const date: Reader = (asked) => {
  if (/month-year|\byear\b/.test(appearance(asked)))
    asked.changed('appearance', 'asks for a month or a year there, and for a day here');
  return { type: 'text', inputType: 'date' };
};

const typed =
  (inputType: string, more: object = {}): Reader =>
  () => ({ type: 'text', inputType, ...more });

const notAsked =
  (detail: string): Reader =>
  ({ leftOut }) => {
    leftOut('', detail);
    return undefined;
  };

const noted = notAsked('is noted by the device there, and nobody is asked');
const workedOut = notAsked('is worked out there, and not asked');
const file = notAsked('asks for a file or a recording, which no question here does');
const place = notAsked('asks for a place on a map, which no question here does');

/** The types of XLSForm by their names. */
export const questionTypes: Readonly<Record<string, Reader>> = {
  text: (asked) => ({ type: /multiline/.test(appearance(asked)) ? 'comment' : 'text' }),
  string: () => ({ type: 'text' }),
  integer: typed('number', { step: 1 }),
  int: typed('number', { step: 1 }),
  decimal: typed('number'),
  range,
  date,
  time: typed('time'),
  datetime: typed('datetime-local'),
  select_one: choosing('radiogroup'),
  select_multiple: choosing('checkbox'),
  rank: choosing('ranking'),
  note: () => ({ type: 'html' }),
  acknowledge: () => ({ type: 'checkbox', choices: [{ value: 'OK', text: 'OK' }] }),
  trigger: () => ({ type: 'checkbox', choices: [{ value: 'OK', text: 'OK' }] }),
  select_one_from_file: notAsked('takes its choices from another file'),
  select_multiple_from_file: notAsked('takes its choices from another file'),
  select_one_external: notAsked('takes its choices from a sheet of their own, external_choices'),
  calculate: workedOut,
  hidden: workedOut,
  image: file,
  photo: file,
  audio: file,
  video: file,
  file,
  'background-audio': file,
  barcode: notAsked('asks for a barcode, which no question here does'),
  geopoint: place,
  geotrace: place,
  geoshape: place,
  location: place,
  'start-geopoint': noted,
  'xml-external': notAsked('is a file beside the form'),
  'csv-external': notAsked('is a file beside the form'),
  begin_kobomatrix: notAsked('is a table of several kinds of questions'),
  ...Object.fromEntries(
    `start end today deviceid subscriberid simserial phonenumber phone_number username email audit`
      .split(' ')
      .map((name) => [name, noted]),
  ),
};

const written: Readonly<Record<string, string>> = {
  'select one': 'select_one',
  'select multiple': 'select_multiple',
  'select one from file': 'select_one_from_file',
  'select multiple from file': 'select_multiple_from_file',
  'begin group': 'begin_group',
  'end group': 'end_group',
  'begin repeat': 'begin_repeat',
  'end repeat': 'end_repeat',
  select1: 'select_one',
  select_one1: 'select_one',
};

/** The type in a cell, with what follows it: `select one ways or_other`. */
export const typeIn = (cell: string): { type: string; more: string[] } => {
  const words = cell.trim().split(/\s+/);
  for (let count = Math.min(4, words.length); count > 1; count -= 1) {
    const found = written[words.slice(0, count).join(' ').toLowerCase()];
    if (found) return { type: found, more: words.slice(count) };
  }
  const [first = '', ...more] = words;
  const type = first.toLowerCase();
  return { type: written[type] ?? type, more };
};
