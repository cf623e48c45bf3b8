import {
  bare,
  byValue,
  choosing,
  given,
  itemsAt,
  numberIn,
  type Read,
  type Reading,
  referredTo,
  shuffleOf,
} from './surveyjs-choices.ts';
import { isRecord, listIn, loseOthers, textAt } from './surveyjs-notes.ts';

const rating = (reading: Reading): Read | undefined => {
  const { element, path, key, notes } = reading;
  const values = listIn(element.rateValues).map((item) =>
    isRecord(item) ? item : { value: item, text: undefined },
  );
  const numbers = values.map(({ value }) => numberIn(value));
  const from = numbers[0] ?? numberIn(element.rateMin) ?? 1;
  const step = numberIn(element.rateStep) ?? 1;
  const to = numbers.at(-1) ?? numberIn(element.rateMax) ?? from + (numberIn(element.rateCount) ?? 5) - 1;
  const isScale = numbers.every((value, index) => value === from + index) && step === 1;
  if (!isScale || !Number.isInteger(from) || !Number.isInteger(to)) {
    notes.lose(path, 'is a rating whose values are not whole numbers one apart');
    return undefined;
  }
  const pointLabels = values.flatMap(({ text }, index) => {
    const value = from + index;
    const place = {
      path: `${path}/rateValues/${index}/text`,
      textPath: `questions/${key}/points/${value}`,
      max: 120,
    };
    const label = textAt(text, place, notes);
    return label === undefined ? [] : [{ value, label }];
  });
  const end = (field: string, name: string) =>
    textAt(
      element[field],
      { path: `${path}/${field}`, textPath: `questions/${key}/${name}`, max: 120 },
      notes,
    );
  const ends = given({
    lowLabel: end('minRateDescription', 'lowLabel'),
    highLabel: end('maxRateDescription', 'highLabel'),
  });
  const question = { kind: 'scale', from, to, ...ends, ...(pointLabels.length && { pointLabels }) };
  return { question, referred: referredTo('scale', key) };
};

const matrix = (reading: Reading): Read => {
  const { element, path, key, notes } = reading;
  const rows = itemsAt(reading, 'rows', 'rows');
  const columns = listIn(element.columns).map((item, index) => {
    const record = isRecord(item) ? item : { value: item };
    const place = {
      path: `${path}/columns/${index}/text`,
      textPath: `questions/${key}/points/${index + 1}`,
      max: 120,
    };
    const label = textAt(record.text ?? record.value, place, notes) ?? String(index + 1);
    return { value: String(record.value), level: index + 1, label };
  });
  const pointLabels = columns.map(({ level, label }) => ({ value: level, label }));
  const question = { kind: 'matrix', rows: rows.map(bare), from: 1, to: columns.length, pointLabels };
  const levels = new Map(columns.map(({ value, level }) => [value, level]));
  return { question, referred: referredTo('matrix', key, { rows: byValue(rows), levels }) };
};

const text = ({ element, path, key, notes }: Reading): Read => {
  const { inputType = 'text' } = element;
  if (inputType === 'number' || inputType === 'range') {
    const bounds = given({
      min: numberIn(element.min),
      max: numberIn(element.max),
      step: numberIn(element.step),
    });
    return { question: { kind: 'number', ...bounds }, referred: referredTo('number', key) };
  }
  if (inputType === 'date') {
    const day = (value: unknown) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
    const bounds = given({ min: day(element.min), max: day(element.max) });
    return { question: { kind: 'date', ...bounds }, referred: referredTo('date', key) };
  }
  if (inputType !== 'text')
    notes.lose(`${path}/inputType`, `the form of a ${String(inputType)} is not checked`);
  const maxLength = numberIn(element.maxLength);
  const question = { kind: 'text', short: true, maxLength: maxLength && maxLength > 0 ? maxLength : 500 };
  return { question, referred: referredTo('text', key) };
};

const comment = ({ element, key }: Reading): Read => {
  const maxLength = numberIn(element.maxLength);
  const length = maxLength && maxLength > 0 ? { maxLength } : {};
  return { question: { kind: 'text', ...length }, referred: referredTo('text', key) };
};

const boolean = ({ element, path, key, notes }: Reading): Read => {
  const label = (field: string, name: string) =>
    textAt(
      element[field],
      { path: `${path}/${field}`, textPath: `questions/${key}/${name}`, max: 120 },
      notes,
    );
  const labels = given({ yesLabel: label('labelTrue', 'yesLabel'), noLabel: label('labelFalse', 'noLabel') });
  return { question: { kind: 'yes-no', ...labels }, referred: referredTo('yes-no', key) };
};

const ranking = (reading: Reading): Read => {
  const items = itemsAt(reading, 'choices', 'choices');
  const { element, key } = reading;
  const some = element.selectToRankEnabled === true;
  const top = some ? numberIn(element.maxSelectedChoices) || items.length : undefined;
  const question = { kind: 'ranking', choices: items.map(bare), ...given({ top }), ...shuffleOf(reading) };
  return { question, referred: referredTo('ranking', key, { choices: byValue(items) }) };
};

const choiceFields = [
  'choices',
  'choicesOrder',
  'hasOther',
  'showOtherItem',
  'otherText',
  'hasNone',
  'showNoneItem',
  'noneText',
  'correctAnswer',
];
const readers: Record<string, { read: (reading: Reading) => Read | undefined; fields: string[] }> = {
  radiogroup: { read: (reading) => choosing(reading, false), fields: choiceFields },
  dropdown: { read: (reading) => choosing(reading, false), fields: choiceFields },
  checkbox: {
    read: (reading) => choosing(reading, true),
    fields: [...choiceFields, 'minSelectedChoices', 'maxSelectedChoices'],
  },
  tagbox: {
    read: (reading) => choosing(reading, true),
    fields: [...choiceFields, 'minSelectedChoices', 'maxSelectedChoices'],
  },
  rating: {
    read: rating,
    fields: [
      'rateMin',
      'rateMax',
      'rateStep',
      'rateCount',
      'rateValues',
      'minRateDescription',
      'maxRateDescription',
    ],
  },
  matrix: { read: matrix, fields: ['rows', 'columns', 'isAllRowRequired', 'eachRowRequired'] },
  text: { read: text, fields: ['inputType', 'min', 'max', 'step', 'maxLength'] },
  comment: { read: comment, fields: ['maxLength'] },
  boolean: { read: boolean, fields: ['labelTrue', 'labelFalse'] },
  ranking: {
    read: ranking,
    fields: ['choices', 'choicesOrder', 'selectToRankEnabled', 'maxSelectedChoices'],
  },
};
const common = ['type', 'name', 'title', 'description', 'isRequired', 'visibleIf'];

/** Reads one question of a form; undefined, and noted, where there is no such kind here. */
export const readQuestion = (reading: Reading): Read | undefined => {
  const { element, path, key, notes } = reading;
  const type = String(element.type);
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  const read = reader?.read(reading);
  if (!reader) notes.lose(path, `there is no question of the type ${type.slice(0, 40)}`);
  if (!reader || !read) return undefined;
  loseOthers(element, new Set([...common, ...reader.fields]), path, notes);
  const at = (field: string, name: string, max: number) =>
    textAt(element[field], { path: `${path}/${field}`, textPath: `questions/${key}/${name}`, max }, notes);
  const help = at('description', 'help', 2000);
  const question = {
    key,
    text: at('title', 'text', 1000) ?? String(element.name ?? key).slice(0, 1000),
    ...given({ help }),
    required:
      element.isRequired === true || element.isAllRowRequired === true || element.eachRowRequired === true,
    ...read.question,
  };
  return { ...read, question };
};
