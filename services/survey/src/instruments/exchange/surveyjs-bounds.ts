import { given, numberIn, type Read, type Reading, referredTo } from './surveyjs-choices.ts';

const longest = 10_000;

/** How long a text may be, as far as it may be that here. */
export const lengthIn = (value: unknown): number | undefined => {
  const length = Math.floor(numberIn(value) ?? 0);
  return length > 0 ? Math.min(length, longest) : undefined;
};

const most = 1e9;

/** What a field of the form says of the least, the most or the steps; noted where that cannot be kept to. */
const boundAt = <T>(
  { element, path, notes }: Reading,
  field: string,
  read: (value: unknown) => T | undefined,
) => {
  const value = element[field];
  if (value === undefined || value === null || value === '') return undefined;
  const bound = read(value);
  if (bound === undefined)
    notes.changed(`${path}/${field}`, 'says what cannot be kept to here: answers are not bound by it');
  return bound;
};

const decimal = (value: unknown): number | undefined => {
  const number = numberIn(value);
  if (number === undefined || Math.abs(number) > most) return undefined;
  return Number(number.toFixed(6)) === number ? number : undefined;
};

/** Bounds in their order; none where they contradict each other. */
const inOrder = <T extends number | string>(
  { path, notes }: Reading,
  min: T | undefined,
  max: T | undefined,
) => {
  if (min === undefined || max === undefined || min <= max) return given({ min, max });
  notes.changed(`${path}/min`, 'is above the most: answers are bound by neither');
  return {};
};

export const numberFrom = (reading: Reading): Read => {
  const [min, max] = ['min', 'max'].map((field) => boundAt(reading, field, decimal));
  const step = boundAt(reading, 'step', (value) => {
    const by = decimal(value);
    return by !== undefined && by > 0 ? by : undefined;
  });
  const question = { kind: 'number', ...inOrder(reading, min, max), ...given({ step }) };
  return { question, referred: referredTo('number', reading.key, { isOrdered: true }) };
};

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

export const dayFrom = (reading: Reading): Read => {
  const [min, max] = ['min', 'max'].map((field) => boundAt(reading, field, day));
  const question = { kind: 'date', ...inOrder(reading, min, max) };
  return { question, referred: referredTo('date', reading.key, { isOrdered: true }) };
};
