import type { Condition } from '@skein/contracts';
import type { Referred } from './surveyjs-choices.ts';
import { asText } from './surveyjs-texts.ts';
import { NotUnderstood } from './surveyjs-tokens.ts';

/** What an expression compares, as the engine of SurveyJS does: what is not answered equals nothing and is in no bounds. */
export const operators: Readonly<Record<string, Operator>> = {
  '=': 'equals',
  '==': 'equals',
  equal: 'equals',
  '<>': 'differs',
  '!=': 'differs',
  notequal: 'differs',
  '>': 'above',
  greater: 'above',
  '<': 'below',
  less: 'below',
  '>=': 'atLeast',
  greaterorequal: 'atLeast',
  '<=': 'atMost',
  lessorequal: 'atMost',
  contains: 'includes',
  contain: 'includes',
  notcontains: 'lacks',
  notcontain: 'lacks',
  anyof: 'anyof',
  allof: 'allof',
  noneof: 'noneof',
};
type Operator =
  | 'equals'
  | 'differs'
  | 'above'
  | 'below'
  | 'atLeast'
  | 'atMost'
  | 'includes'
  | 'lacks'
  | 'anyof'
  | 'allof'
  | 'noneof';

/** Each operator that says the contrary of another. */
const contraries: Readonly<Partial<Record<Operator, Operator>>> = {
  differs: 'equals',
  lacks: 'includes',
  noneof: 'anyof',
};

export interface Place {
  readonly question: string;
  readonly row?: string;
}

type Here = NonNullable<Condition['equals']>;

const not = (condition: Condition): Condition => ({ not: condition }) as Condition;
const oneOf = (conditions: readonly Condition[]): Condition => {
  const [first] = conditions;
  if (!first) throw new NotUnderstood();
  return conditions.length === 1 ? first : ({ any: [...conditions] } as Condition);
};
const allOf = (conditions: readonly Condition[]): Condition => {
  const [first] = conditions;
  if (!first) throw new NotUnderstood();
  return conditions.length === 1 ? first : ({ all: [...conditions] } as Condition);
};

const plain = (value: unknown): string => asText(value).trim().toLowerCase();
const numberOf = (value: unknown): number =>
  typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);

/** Neither the size of letters nor space around them makes a difference, nor that a number is written as a text. */
const isSame = (one: unknown, other: unknown): boolean =>
  plain(one) === plain(other) || (typeof one !== 'boolean' && numberOf(one) === numberOf(other));

/** What the values of the form that fit are here. */
const fitting = ({ values }: Referred, fits: (value: string) => boolean): Here[] =>
  [...values].flatMap(([value, here]) => (fits(value) ? [here] : []));

const bounds: Readonly<Partial<Record<Operator, (value: number, bound: number) => boolean>>> = {
  above: (value, bound) => value > bound,
  below: (value, bound) => value < bound,
  atLeast: (value, bound) => value >= bound,
  atMost: (value, bound) => value <= bound,
};

const ofOneChoice = (
  at: Place,
  referred: Referred,
  operator: Operator,
  values: readonly unknown[],
): Condition => {
  const [value] = values;
  const one = (fits: (value: string) => boolean): Condition =>
    oneOf(fitting(referred, fits).map((equals): Condition => ({ ...at, equals })));
  const within = bounds[operator];
  if (within) return one((given) => given.trim() !== '' && within(Number(given), numberOf(value)));
  // “Any of” a single value that is no list asks whether its text holds the answer's: `anyof 10` is so of 1.
  const isPart = (given: string): boolean => plain(value).includes(plain(given)) && !isSame(given, value);
  if (operator === 'anyof' && values.length === 1)
    if (typeof value === 'boolean' || [...referred.values.keys()].some(isPart)) throw new NotUnderstood();
  if (operator === 'equals' || operator === 'anyof')
    return one((given) => values.some((wanted) => isSame(given, wanted)));
  // Of a single value it asks whether that holds the text: `item10` holds `item1`.
  if (operator === 'includes' && typeof value === 'string' && values.length === 1)
    return one((given) => given.includes(value));
  throw new NotUnderstood();
};

const ofChoices = (
  at: Place,
  referred: Referred,
  operator: Operator,
  values: readonly unknown[],
): Condition => {
  const held = values.map((value) =>
    oneOf(
      fitting(referred, (given) => isSame(given, value)).map(
        (key): Condition => ({ ...at, includes: asText(key) }),
      ),
    ),
  );
  if (operator === 'anyof') return oneOf(held);
  if (operator === 'includes' || operator === 'allof') return allOf(held);
  throw new NotUnderstood();
};

/** Points are whole numbers, so that what is above one is the next at least: “not applicable” is neither. */
const ofPoint = (
  at: Place,
  { values, isOrdered }: Referred,
  operator: Operator,
  value: unknown,
): Condition => {
  const equals = values.get(asText(value));
  if (equals === undefined) throw new NotUnderstood();
  if (operator === 'equals') return { ...at, equals };
  if (!isOrdered || typeof equals !== 'number' || !bounds[operator]) throw new NotUnderstood();
  // With a bound that is a text, “N/A” is compared by its letters.
  if (typeof value === 'string' && [...values.keys()].some((given) => Number.isNaN(numberOf(given))))
    throw new NotUnderstood();
  if (operator === 'above' || operator === 'atLeast')
    return { ...at, atLeast: operator === 'above' ? equals + 1 : equals };
  return { ...at, atMost: operator === 'below' ? equals - 1 : equals };
};

const ofNumber = (at: Place, operator: Operator, value: number | string): Condition => {
  const answered = { ...at, answered: true } as Condition;
  if (operator === 'equals' || operator === 'atLeast' || operator === 'atMost')
    return { ...at, [operator]: value };
  if (operator === 'above') return allOf([answered, not({ ...at, atMost: value })]);
  if (operator === 'below') return allOf([answered, not({ ...at, atLeast: value })]);
  throw new NotUnderstood();
};

const positively = (
  at: Place,
  referred: Referred,
  operator: Operator,
  values: readonly unknown[],
): Condition => {
  const [value] = values;
  if (referred.kind === 'single') return ofOneChoice(at, referred, operator, values);
  if (referred.kind === 'multiple' || referred.kind === 'ranking')
    return ofChoices(at, referred, operator, values);
  if (values.length !== 1) throw new NotUnderstood();
  switch (referred.kind) {
    case 'yes-no':
    case 'scale':
    case 'matrix':
      return ofPoint(at, referred, operator, value);
    case 'number': {
      const number = numberOf(value);
      if (typeof value === 'boolean' || !Number.isFinite(number)) throw new NotUnderstood();
      return ofNumber(at, operator, number);
    }
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw new NotUnderstood();
      return ofNumber(at, operator, value);
    default:
      // Words are compared letter by letter here, and not so there.
      throw new NotUnderstood();
  }
};

export const comparison = (
  at: Place,
  referred: Referred,
  operator: Operator,
  values: readonly unknown[],
): Condition => {
  if (values.includes('')) {
    // Of one answer it asks whether there is one; of several it is never so.
    const isList = referred.kind === 'multiple' || referred.kind === 'ranking';
    if (isList || (operator !== 'equals' && operator !== 'differs')) throw new NotUnderstood();
    return { ...at, answered: operator === 'differs' };
  }
  const contrary = contraries[operator];
  return contrary
    ? not(positively(at, referred, contrary, values))
    : positively(at, referred, operator, values);
};

/** How many are chosen can be told from none alone. */
export const ofLength = (at: Place, operator: Operator, count: unknown): Condition => {
  const some = new Set(['above 0', 'atLeast 1', 'differs 0']);
  const none = new Set(['equals 0', 'below 1', 'atMost 0']);
  const said = `${operator} ${count}`;
  if (!some.has(said) && !none.has(said)) throw new NotUnderstood();
  return { ...at, answered: some.has(said) };
};
