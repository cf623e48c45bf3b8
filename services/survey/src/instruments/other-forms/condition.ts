import { type Expression, NotUnderstood, parseExpression, type Sign } from './expression-tree.ts';

/** What a name in a condition stands for, as SurveyJS says it. */
export interface Subject {
  /** `q1`, or of a matrix with its row `q1.speed`. */
  readonly name: string;
  /** Of a question with several choices: the one whose being chosen the name stands for, and how that is written. */
  readonly choice?: { readonly value: string; readonly chosen: string };
  /** Several may be chosen. */
  readonly several?: boolean;
  /** Its values have no order, so that nothing of it is more or less than anything. */
  readonly unordered?: boolean;
  /** Values that are written otherwise here. */
  readonly values?: ReadonlyMap<string, string | boolean>;
}

export type Resolve = (name: string) => Subject | undefined;

/** Always so, never so, or as SurveyJS writes it; undefined where it says more than an instrument can. */
export type Condition = { readonly is: 'always' | 'never' } | { readonly is: 'said'; readonly text: string };

const always: Condition = { is: 'always' };
const never: Condition = { is: 'never' };
const said = (text: string): Condition => ({ is: 'said', text });

const turned: Readonly<Record<Sign, Sign>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const literal = (value: string | number | boolean): string => {
  if (typeof value !== 'string') return String(value);
  if (!value.includes("'")) return `'${value}'`;
  if (value.includes('"')) throw new NotUnderstood();
  return `"${value}"`;
};

const answered = ({ name, choice }: Subject, is: boolean): Condition => {
  if (choice) return said(`{${name}} ${is ? 'contains' : 'notcontains'} ${literal(choice.value)}`);
  return said(`{${name}} ${is ? 'notempty' : 'empty'}`);
};

const isText = (value: string | number): boolean =>
  typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value);

const comparedWith = (subject: Subject, sign: Sign, value: string | number): Condition => {
  const same = sign === '=';
  if (sign !== '=' && sign !== '<>' && (subject.unordered || subject.several || isText(value)))
    throw new NotUnderstood();
  if (value === '') return answered(subject, !same);
  if (subject.choice) {
    if (value !== subject.choice.chosen) throw new NotUnderstood();
    return answered(subject, same);
  }
  const written = literal(subject.values?.get(String(value)) ?? value);
  if (subject.several) {
    if (sign !== '=' && sign !== '<>') throw new NotUnderstood();
    return said(`{${subject.name}} ${same ? 'contains' : 'notcontains'} ${written}`);
  }
  return said(`{${subject.name}} ${sign} ${written}`);
};

const lengths = new Set(['string-length', 'strlen', 'count-selected', 'count', 'count-non-empty']);

/** `string-length(x) > 0`: whether there is an answer. Of more than that, nothing is known here. */
const byLength = (subject: Subject, sign: Sign, value: string | number): Condition => {
  const least = Number(value);
  if ((sign === '>' && least === 0) || (sign === '>=' && least === 1) || (sign === '<>' && least === 0))
    return answered(subject, true);
  if ((sign === '=' && least === 0) || (sign === '<' && least === 1) || (sign === '<=' && least === 0))
    return answered(subject, false);
  throw new NotUnderstood();
};

/** A condition of another program as SurveyJS writes it. */
export const conditionFrom = (text: string, resolve: Resolve): Condition | undefined => {
  const subjectOf = (expression: Expression | undefined): Subject => {
    const subject = expression?.is === 'name' ? resolve(expression.name) : undefined;
    if (!subject) throw new NotUnderstood();
    return subject;
  };
  const valueIn = (expression: Expression): string | number => {
    if (expression.is === 'value') return expression.value;
    if (expression.is === 'call' && expression.with.length === 0) {
      if (expression.name === 'true') return 'true';
      if (expression.name === 'false') return 'false';
    }
    throw new NotUnderstood();
  };
  const joined = (of: readonly Expression[], both: boolean): Condition => {
    const [whole, nothing] = both ? [never, always] : [always, never];
    const parts = of.map(read);
    if (parts.includes(whole)) return whole;
    const texts = parts.flatMap((part) => (part.is === 'said' ? [part.text] : []));
    if (texts.length === 0) return nothing;
    return said(texts.length === 1 ? (texts[0] as string) : `(${texts.join(both ? ' and ' : ' or ')})`);
  };
  const negated = (condition: Condition): Condition => {
    if (condition.is === 'said') return said(`!(${condition.text})`);
    return condition.is === 'always' ? never : always;
  };
  const compared = ({ left, sign, right }: Extract<Expression, { is: 'compared' }>): Condition => {
    if (left.is === 'value') {
      if (right.is === 'value') throw new NotUnderstood();
      return compared({ is: 'compared', left: right, sign: turned[sign], right: left });
    }
    const value = valueIn(right);
    if (left.is === 'call' && lengths.has(left.name) && left.with.length === 1)
      return byLength(subjectOf(left.with[0]), sign, value);
    return comparedWith(subjectOf(left), sign, value);
  };
  const called = ({ name, with: given }: Extract<Expression, { is: 'call' }>): Condition => {
    const [first, second] = given;
    if (given.length === 0 && (name === 'true' || name === 'false')) return name === 'true' ? always : never;
    if (name === 'is_empty' && given.length === 1) return answered(subjectOf(first), false);
    if (name === 'selected' && second && given.length === 2)
      return comparedWith(subjectOf(first), '=', valueIn(second));
    throw new NotUnderstood();
  };
  const read = (expression: Expression): Condition => {
    switch (expression.is) {
      case 'all':
        return joined(expression.of, true);
      case 'any':
        return joined(expression.of, false);
      case 'not':
        return expression.of.is === 'call' && expression.of.name === 'is_empty'
          ? answered(subjectOf(expression.of.with[0]), true)
          : negated(read(expression.of));
      case 'compared':
        return compared(expression);
      case 'call':
        return called(expression);
      case 'value':
        return Number(expression.value) === 0 || expression.value === '' ? never : always;
      case 'name':
        throw new NotUnderstood();
    }
  };
  try {
    return text.trim() === '' ? always : read(parseExpression(text));
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
};
