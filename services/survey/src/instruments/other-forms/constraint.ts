import { type Expression, NotUnderstood, parseExpression } from './expression-tree.ts';

/** What an answer must be, as far as SurveyJS has a field for it. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxSelectedChoices?: number;
  readonly minSelectedChoices?: number;
  readonly pattern?: string;
  /** The choice that stands alone where it is chosen. */
  readonly alone?: string;
}

type Compared = Extract<Expression, { is: 'compared' }>;

/** The answer itself, as XLSForm and as LimeSurvey call it. */
const isAnswer = (expression: Expression | undefined): boolean =>
  expression?.is === 'name' && /^(?:\.|this(?:\.\w+)?)$/.test(expression.name);
const numberOf = (expression: Expression): number | undefined =>
  expression.is === 'value' && expression.value !== '' && Number.isFinite(Number(expression.value))
    ? Number(expression.value)
    : undefined;

const bound = (
  least: string,
  most: string,
  { sign }: Compared,
  value: number,
  whole: boolean,
): Bounds | undefined => {
  if (sign === '>=' || (sign === '>' && whole)) return { [least]: sign === '>' ? value + 1 : value };
  if (sign === '<=' || (sign === '<' && whole)) return { [most]: sign === '<' ? value - 1 : value };
  return undefined;
};

const ofLength = (compared: Compared, value: number): Bounds | undefined =>
  compared.sign === '='
    ? { minLength: value, maxLength: value }
    : bound('minLength', 'maxLength', compared, value, true);

const ofComparison = (compared: Compared, whole: boolean): Bounds | undefined => {
  const value = numberOf(compared.right);
  const { left } = compared;
  if (value === undefined) return undefined;
  if (isAnswer(left)) return bound('min', 'max', compared, value, whole);
  if (left.is !== 'call' || !isAnswer(left.with[0])) return undefined;
  if (left.name === 'string-length' || left.name === 'strlen') return ofLength(compared, value);
  if (left.name === 'count-selected')
    return bound('minSelectedChoices', 'maxSelectedChoices', compared, value, true);
  return undefined;
};

/** `not(selected(., 'none') and count-selected(.) > 1)` */
const ofAlone = (expression: Expression): Bounds | undefined => {
  if (expression.is !== 'not' || expression.of.is !== 'all') return undefined;
  const [one, other] = expression.of.of;
  if (one?.is !== 'call' || one.name !== 'selected' || !isAnswer(one.with[0])) return undefined;
  const value = one.with[1];
  const counts = other?.is === 'compared' && other.left.is === 'call' && other.left.name === 'count-selected';
  return counts && value?.is === 'value' ? { alone: String(value.value) } : undefined;
};

const ofPattern = (expression: Expression): Bounds | undefined => {
  if (expression.is !== 'call') return undefined;
  const [first, second] = expression.with;
  // LimeSurvey has the pattern first.
  const [answer, pattern] = expression.name === 'regexMatch' ? [second, first] : [first, second];
  if ((expression.name !== 'regex' && expression.name !== 'regexMatch') || !isAnswer(answer))
    return undefined;
  return pattern?.is === 'value' ? { pattern: String(pattern.value) } : undefined;
};

const asksForNone = (expression: Expression): boolean =>
  expression.is === 'call' && expression.name === 'is_empty' && isAnswer(expression.with[0]);

/** What must be so of an answer, without that there may be none: nothing is asked of what is left out. */
const whereAnswered = (expression: Expression): Expression => {
  if (expression.is !== 'any') return expression;
  const left = expression.of.filter((part) => !asksForNone(part));
  return left.length === 1 ? (left[0] as Expression) : expression;
};

/** Reads the constraint of a question; `rest` says whether there is more in it than that. */
export const boundsIn = (text: string, whole: boolean): { bounds: Bounds; rest: boolean } => {
  try {
    const read = whereAnswered(parseExpression(text));
    const parts = read.is === 'all' ? read.of : [read];
    const found = parts.map((part) =>
      part.is === 'compared' ? ofComparison(part, whole) : (ofAlone(part) ?? ofPattern(part)),
    );
    return { bounds: Object.assign({}, ...found), rest: found.includes(undefined) };
  } catch (error) {
    if (error instanceof NotUnderstood) return { bounds: {}, rest: true };
    throw error;
  }
};
