import type { Condition } from '@skein/contracts';
import type { Referred } from './surveyjs-choices.ts';

interface Token {
  readonly type: 'name' | 'value' | 'word' | 'list';
  readonly text: string;
  readonly value?: unknown;
}

const pattern =
  /\s*(?:\{(?<name>[^{}]+)\}|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<digits>-?\d+(?:\.\d+)?)|(?<list>\[[^[\]]*\])|(?<word>[a-z]+|<=|>=|<>|!=|==|&&|\|\||[=<>!()]))/iy;

class NotUnderstood extends Error {}

const tokenOf = ({
  name,
  single,
  double,
  digits,
  list,
  word = '',
}: Record<string, string | undefined>): Token => {
  if (name !== undefined) return { type: 'name', text: name.trim() };
  if (list !== undefined) return { type: 'list', text: list };
  if (digits !== undefined) return { type: 'value', text: '', value: Number(digits) };
  const quoted = single ?? double;
  if (quoted !== undefined) return { type: 'value', text: '', value: quoted };
  const text = word.toLowerCase();
  return text === 'true' || text === 'false'
    ? { type: 'value', text: '', value: text === 'true' }
    : { type: 'word', text };
};

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const found = pattern.exec(text);
    if (!found?.groups) throw new NotUnderstood();
    tokens.push(tokenOf(found.groups));
  }
  return tokens;
};

const operators: Record<string, string> = {
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
};

const itemsOf = ({ type, text, value }: Token): unknown[] => {
  if (type !== 'list') return [value];
  return tokensOf(text.slice(1, -1).replaceAll(',', ' ')).map((token) => {
    if (token.type !== 'value') throw new NotUnderstood();
    return token.value;
  });
};

const bounds = new Set(['above', 'below', 'atLeast', 'atMost']);

const holds: Record<string, (value: number, bound: number) => boolean> = {
  above: (value, bound) => value > bound,
  below: (value, bound) => value < bound,
  atLeast: (value, bound) => value >= bound,
  atMost: (value, bound) => value <= bound,
};

/** Of choices that are numbers, those within a bound: `{rooms} >= 4`. */
const within = ({ key, values }: Referred, operator: string, bound: unknown): Condition => {
  const limit = typeof bound === 'string' && bound.trim() === '' ? Number.NaN : Number(bound);
  const fits = [...values].filter(
    ([value]) => value.trim() !== '' && holds[operator]?.(Number(value), limit),
  );
  if (fits.length === 0) throw new NotUnderstood();
  const equals = fits.map(([, choice]): Condition => ({ question: key, equals: choice }));
  return equals.length === 1 ? (equals[0] as Condition) : ({ any: equals } as Condition);
};

/** A value of the form where it has none of its own here. */
const plainFor = (kind: string, value: unknown): string | number => {
  if (kind === 'words') throw new NotUnderstood();
  if (kind === 'text' || kind === 'date') return String(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new NotUnderstood();
  return number;
};

/** A value of the form as the answers are here. */
const valueFor = ({ kind, values, isOrdered }: Referred, operator: string, value: unknown) => {
  if (bounds.has(operator) && !isOrdered) throw new NotUnderstood();
  if (values.size === 0) return plainFor(kind, value);
  const here = values.get(String(value));
  if (here === undefined || (bounds.has(operator) && typeof here !== 'number')) throw new NotUnderstood();
  return here;
};

const comparison = (
  at: { question: string; row?: string },
  operator: string,
  values: Condition['equals'][],
): Condition => {
  const [value] = values;
  const answered = { ...at, answered: true };
  switch (operator) {
    case 'differs':
      return { not: { ...at, equals: value } };
    // What is not answered is neither above nor below, and so not within the opposite bound either.
    case 'above':
      return { all: [answered, { not: { ...at, atMost: value as number } }] };
    case 'below':
      return { all: [answered, { not: { ...at, atLeast: value as number } }] };
    case 'lacks':
      return { not: { ...at, includes: String(value) } };
    case 'anyof':
      return { any: values.map((one) => ({ ...at, includes: String(one) })) };
    case 'allof':
      return { all: values.map((one) => ({ ...at, includes: String(one) })) };
    case 'includes':
      return { ...at, includes: String(value) };
    default:
      return { ...at, [operator]: value };
  }
};

type Find = (name: string) => Referred | undefined;

/** The question that a name says, and of a matrix the row: `{ratings.speed}`. */
const placeOf = (
  name: string,
  find: Find,
): { referred: Referred; at: { question: string; row?: string } } => {
  const whole = find(name);
  if (whole) return { referred: whole, at: { question: whole.key } };
  const [base = '', ...rest] = name.split('.');
  const referred = find(base);
  const row = referred?.rows.get(rest.join('.'));
  if (!referred || row === undefined) throw new NotUnderstood();
  return { referred, at: { question: referred.key, row } };
};

const operandsOf = (
  sign: Token | undefined,
  operand: Token | undefined,
): [operator: string, values: unknown[]] => {
  const operator = sign?.type === 'word' ? operators[sign.text] : undefined;
  if (!operator || !operand || operand.type === 'name' || operand.type === 'word') throw new NotUnderstood();
  const values = itemsOf(operand);
  if (values.length !== 1 && operator !== 'anyof' && operator !== 'allof') throw new NotUnderstood();
  return [operator, values];
};

/**
 * Reads a simple `visibleIf`: comparisons of an answer with a value, joined by and, or, not and parentheses. Undefined
 * where it says more than that.
 */
export const conditionOf = (text: string, find: Find): Condition | undefined => {
  const read = (): Condition => {
    const tokens = tokensOf(text);
    let next = 0;
    const takeWord = (...words: string[]): boolean => {
      const token = tokens[next];
      const found = token?.type === 'word' && words.includes(token.text);
      if (found) next += 1;
      return found;
    };
    const joined = (part: () => Condition, group: 'all' | 'any', ...words: string[]): Condition => {
      const parts = [part()];
      while (takeWord(...words)) parts.push(part());
      return parts.length === 1 ? (parts[0] as Condition) : ({ [group]: parts } as Condition);
    };
    const either = (): Condition => joined(both, 'any', 'or', '||');
    const both = (): Condition => joined(one, 'all', 'and', '&&');
    const one = (): Condition => {
      if (takeWord('not', '!')) return { not: one() } as Condition;
      if (!takeWord('(')) return compare();
      const inner = either();
      if (!takeWord(')')) throw new NotUnderstood();
      return inner;
    };
    const compare = (): Condition => {
      const name = tokens[next];
      next += 1;
      if (name?.type !== 'name') throw new NotUnderstood();
      const { referred, at } = placeOf(name.text, find);
      if (takeWord('empty')) return { ...at, answered: false };
      if (takeWord('notempty')) return { ...at, answered: true };
      next += 2;
      const [operator, values] = operandsOf(tokens[next - 2], tokens[next - 1]);
      if (referred.kind === 'single' && bounds.has(operator)) return within(referred, operator, values[0]);
      return comparison(
        at,
        operator,
        values.map((value) => valueFor(referred, operator, value)),
      );
    };
    const condition = either();
    if (next < tokens.length) throw new NotUnderstood();
    return condition;
  };
  if (text.length > 2000) return undefined;
  try {
    return read();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
};
