import { outsideScale } from '@skein/contracts';
import { type Points, pointsFrom, saysBeside } from './points.ts';
import {
  bare,
  byValue,
  given,
  itemsAt,
  numberIn,
  type Read,
  type Reading,
  referredTo,
} from './surveyjs-choices.ts';
import { noteOthers } from './surveyjs-fields.ts';
import { anyText, asText, isRecord, type Json, listIn, textOf } from './surveyjs-texts.ts';

interface Point {
  readonly value: string;
  readonly text: unknown;
  readonly path: string;
}

/** The points that stand in a list of the form, each value once. */
const listed = ({ element, path, notes }: Reading, field: string): Point[] => {
  const seen = new Set<string>();
  return listIn(element[field]).flatMap((item, index) => {
    const at = `${path}/${field}/${index}`;
    const record: Json = isRecord(item) ? item : { value: item };
    noteOthers(record, new Set(['value', 'text']), at, notes);
    const value = textOf(record.value) ?? anyText(record.text);
    if (value === undefined || seen.has(value)) {
      notes.leftOut(
        at,
        value === undefined ? 'says nothing' : `“${value.slice(0, 80)}” stands in the list already`,
      );
      return [];
    }
    seen.add(value);
    return [{ value, text: record.text ?? record.value, path: at }];
  });
};

const noteNumbers = ({ turned, numbers, to }: Points, at: string, { notes }: Reading): void => {
  if (turned) notes.looks(at, 'stands in another order here: from the lowest to the highest');
  if (numbers === 'ranked')
    notes.changed(at, `has values that are not whole numbers one apart; they count as 1 to ${to} here`);
};

/** A scale from the points that stand in a field; undefined, and noted, where they make none. */
const scaleFrom = (reading: Reading, field: string) => {
  const { path, key, texts } = reading;
  const all = listed(reading, field);
  // Of two that say the same beside the points, the second is a point.
  const apart = new Map(
    all.toReversed().flatMap((point) => {
      const said = saysBeside(point.value, anyText(point.text));
      return said ? [[said, point] as const] : [];
    }),
  );
  const left = all.filter((point) => ![...apart.values()].includes(point));
  // What would leave no scale is a part of it.
  const points = left.length < 2 ? all : left;
  if (left.length < 2) apart.clear();
  const scale = pointsFrom(points.map(({ value }) => value));
  if (!scale) return undefined;
  noteNumbers(scale, `${path}/${field}`, reading);
  const labelAt = ({ text, path: at }: Point, name: string) =>
    texts.at(text, { path: `${at}/text`, textPath: `questions/${key}/${name}`, max: 120 });
  const pointLabels = points.flatMap((point) => {
    const value = scale.points.get(point.value) as number;
    if (!isRecord(point.text) && asText(point.text) === asText(value)) return [];
    const label = labelAt(point, `points/${value}`);
    return label === undefined ? [] : [{ value, label }];
  });
  const beside = [...apart].map(([field, point]) => [field, labelAt(point, field) ?? point.value] as const);
  const { from, to, numbers } = scale;
  const values = new Map<string, number | string>(scale.points);
  for (const [field, { value }] of apart) values.set(value, outsideScale[field]);
  return {
    question: {
      from,
      to,
      ...(pointLabels.length && {
        pointLabels: pointLabels.toSorted((one, other) => one.value - other.value),
      }),
      ...(numbers === 'none' && pointLabels.length === points.length && { worded: true }),
      ...Object.fromEntries(beside),
    },
    referred: { values, isOrdered: numbers !== 'none' },
  };
};

const steps = ({ element }: Reading) => {
  const from = numberIn(element.rateMin) ?? 1;
  const step = numberIn(element.rateStep) ?? 1;
  const to = numberIn(element.rateMax) ?? from + ((numberIn(element.rateCount) ?? 5) - 1) * step;
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  return Number.isFinite(count) && count >= 2 && count <= 100
    ? Array.from({ length: count }, (_, index) => Number((from + index * step).toFixed(6)))
    : undefined;
};

/** A rating: by the values that it lists, or else from a least to a most in steps. */
export const rating = (reading: Reading): Read | undefined => {
  const { element, path, key, notes, texts } = reading;
  const isListed = listIn(element.rateValues).length > 0;
  const field = isListed ? 'rateValues' : 'rateMax';
  const values = isListed ? element.rateValues : steps(reading);
  const scale = values
    ? scaleFrom({ ...reading, element: { ...element, [field]: values } }, field)
    : undefined;
  if (!scale) {
    notes.leftOut(path, 'is a rating without 2 to 100 points');
    return undefined;
  }
  const end = (name: string, as: string) =>
    texts.at(element[name], { path: `${path}/${name}`, textPath: `questions/${key}/${as}`, max: 120 });
  const ends = given({
    lowLabel: end('minRateDescription', 'lowLabel'),
    highLabel: end('maxRateDescription', 'highLabel'),
  });
  return {
    question: { kind: 'scale', ...scale.question, ...ends },
    referred: referredTo('scale', key, scale.referred),
  };
};

/** A matrix of rows that are each rated by the same columns. */
export const matrix = (reading: Reading): Read | undefined => {
  const { element, path, key, notes } = reading;
  const scale = scaleFrom(reading, 'columns');
  if (!scale) {
    notes.leftOut(path, 'is a matrix without 2 to 100 columns');
    return undefined;
  }
  const rows = itemsAt(reading, 'rows', 'rows');
  if (rows.length === 0) {
    notes.looks(path, 'is a matrix without rows: it is asked as a scale');
    const required = element.isRequired === true;
    return {
      question: { kind: 'scale', ...scale.question, required },
      referred: referredTo('scale', key, scale.referred),
    };
  }
  const each = element.isAllRowRequired === true || element.eachRowRequired === true;
  const some = element.isRequired === true && !each && rows.length > 1;
  const question = {
    kind: 'matrix',
    rows: rows.map(bare),
    ...scale.question,
    ...(some && { oneRowIsEnough: true }),
    ...((each || some) && { required: true }),
  };
  return { question, referred: referredTo('matrix', key, { ...scale.referred, rows: byValue(rows) }) };
};
