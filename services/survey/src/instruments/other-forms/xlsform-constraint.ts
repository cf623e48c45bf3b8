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

const isAnswer = (expression: Expression | undefined): boolean =>
  expression?.is === 'name' && expression.name === '.';
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
  if (left.name === 'string-length') return ofLength(compared, value);
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
  if (expression.is !== 'call' || expression.name !== 'regex' || !isAnswer(expression.with[0]))
    return undefined;
  const pattern = expression.with[1];
  return pattern?.is === 'value' ? { pattern: String(pattern.value) } : undefined;
};

/** Reads the constraint of a question; `rest` says whether there is more in it than that. */
export const boundsIn = (text: string, whole: boolean): { bounds: Bounds; rest: boolean } => {
  try {
    const read = parseExpression(text);
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
