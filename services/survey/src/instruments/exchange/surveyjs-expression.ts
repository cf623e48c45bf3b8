import type { Condition } from '@skein/contracts';
import type { Referred } from './surveyjs-choices.ts';
import { comparison, ofLength, operators, type Place } from './surveyjs-comparison.ts';
import { NotUnderstood, type Token, tokensOf, valuesOf } from './surveyjs-tokens.ts';

type Find = (name: string) => Referred | undefined;

/** The question that a name says, and of a matrix the row: `{ratings.speed}`. */
const placeOf = (name: string, find: Find): { referred: Referred; at: Place } => {
  const whole = find(name);
  if (whole) return { referred: whole, at: { question: whole.key } };
  const [base = '', ...rest] = name.split('.');
  const referred = find(base);
  const row = referred?.rows.get(rest.join('.'));
  if (!referred || row === undefined) throw new NotUnderstood();
  return { referred, at: { question: referred.key, row } };
};

const ofRows = ({ kind, rows }: Referred, { row }: Place): boolean =>
  kind === 'matrix' && row === undefined && rows.size > 0;

const ofLists = new Set(['anyof', 'allof', 'noneof']);
const takesList = ({ kind }: Referred, operator: string): boolean =>
  ofLists.has(operator) || (kind === 'multiple' && (operator === 'includes' || operator === 'lacks'));

/** `3 < {rooms}` says what `{rooms} > 3` does. */
const turned: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
};

const compared = (name: Token, sign: Token, operand: Token, find: Find): Condition => {
  const operator = sign.type === 'word' ? operators[sign.text] : undefined;
  if (!operator) throw new NotUnderstood();
  const values = valuesOf(operand);
  const counted = name.text.endsWith('.length') ? find(name.text.slice(0, -'.length'.length)) : undefined;
  if (operand.type === 'list' && counted) throw new NotUnderstood();
  if (counted?.kind === 'multiple') return ofLength({ question: counted.key }, operator, values[0]);
  const { referred, at } = placeOf(name.text, find);
  if (ofRows(referred, at) || (operand.type === 'list' && !takesList(referred, operator)))
    throw new NotUnderstood();
  return comparison(at, referred, operator, values);
};

/** A name alone: whether that is yes. */
const affirmed = (name: Token, find: Find): Condition => {
  const { referred, at } = placeOf(name.text, find);
  if (referred.kind !== 'yes-no' || referred.values.get('true') !== true) throw new NotUnderstood();
  return { ...at, equals: true };
};

const createParser = (tokens: readonly Token[], find: Find) => {
  let next = 0;
  const takeWord = (...words: string[]): boolean => {
    const token = tokens[next];
    const found = token?.type === 'word' && words.includes(token.text);
    if (found) next += 1;
    return found;
  };
  const take = (): Token => {
    const token = tokens[next];
    next += 1;
    if (!token) throw new NotUnderstood();
    return token;
  };
  const joined = (part: () => Condition, group: 'all' | 'any', ...words: string[]): Condition => {
    const parts = [part()];
    while (takeWord(...words)) parts.push(part());
    return parts.length === 1 ? (parts[0] as Condition) : ({ [group]: parts } as Condition);
  };
  const either = (): Condition => joined(both, 'any', 'or', '||');
  const both = (): Condition => joined(one, 'all', 'and', '&&');
  const one = (): Condition => {
    if (takeWord('!', 'negate')) return { not: one() } as Condition;
    if (!takeWord('(')) return compare();
    const inner = either();
    if (!takeWord(')')) throw new NotUnderstood();
    return inner;
  };
  const ofName = (name: Token): Condition => {
    if (takeWord('empty')) return { ...placeOf(name.text, find).at, answered: false };
    if (takeWord('notempty')) return { ...placeOf(name.text, find).at, answered: true };
    const sign = tokens[next];
    if (sign?.type !== 'word' || !Object.hasOwn(operators, sign.text)) return affirmed(name, find);
    next += 1;
    return compared(name, sign, take(), find);
  };
  const compare = (): Condition => {
    const first = take();
    if (first.type === 'name') return ofName(first);
    const sign = take();
    const contrary = sign.type === 'word' ? turned[sign.text] : undefined;
    const name = take();
    if (!contrary || name.type !== 'name') throw new NotUnderstood();
    return compared(name, { type: 'word', text: contrary }, first, find);
  };
  return (): Condition => {
    const condition = either();
    if (next < tokens.length) throw new NotUnderstood();
    return condition;
  };
};

/**
 * Reads a simple `visibleIf`: comparisons of an answer with a value, joined by and, or, ! and parentheses. Undefined
 * where it says more than that, or not the same here as by the engine of SurveyJS.
 */
export const conditionOf = (text: string, find: Find): Condition | undefined => {
  if (text.length > 2000) return undefined;
  try {
    return createParser(tokensOf(text), find)();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
};
