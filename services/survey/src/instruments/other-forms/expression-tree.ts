/** What a condition of another program says, before it is known what its names stand for. */
export type Expression =
  | { readonly is: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | {
      readonly is: 'compared';
      readonly left: Expression;
      readonly sign: Sign;
      readonly right: Expression;
    }
  | { readonly is: 'call'; readonly name: string; readonly with: readonly Expression[] }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'value'; readonly value: string | number };

export type Sign = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** Thrown where a condition says what no instrument can; caught where the condition is read. */
export class NotUnderstood extends Error {}

interface Token {
  readonly type: 'name' | 'text' | 'number' | 'word' | 'sign';
  readonly text: string;
}

const pattern =
  /\s*(?:\$\{\s*(?<name>[^{}\s]+)\s*\}|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<number>\d+(?:\.\d+)?)(?![\w.])|(?<word>[\p{L}\d_][\p{L}\d_.:-]*(?<![-.:])|\.)|(?<sign><=|>=|<>|!=|===?|&&|\|\||[-=<>!(),+*/]))/uy;

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const { single, double, ...others } = pattern.exec(text)?.groups ?? {};
    const quoted = single ?? double;
    const [type, found] =
      Object.entries({ ...others, text: quoted }).find(([, one]) => one !== undefined) ?? [];
    if (found === undefined) throw new NotUnderstood();
    tokens.push({ type: type as Token['type'], text: found });
  }
  return tokens;
};

const signs: Readonly<Record<string, Sign>> = {
  '=': '=',
  '==': '=',
  '===': '=',
  eq: '=',
  '!=': '<>',
  '<>': '<>',
  ne: '<>',
  '<': '<',
  lt: '<',
  '<=': '<=',
  le: '<=',
  '>': '>',
  gt: '>',
  '>=': '>=',
  ge: '>=',
};

const mostCharacters = 2_000;
const deepest = 20;

/** Reads what XLSForm and LimeSurvey write conditions in: names, values, calls, comparisons, and, or, not. */
export const parseExpression = (text: string): Expression => {
  if (text.length > mostCharacters) throw new NotUnderstood();
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;

  const take = (...texts: string[]): boolean => {
    const token = tokens[next];
    const found = token && (token.type === 'word' || token.type === 'sign') && texts.includes(token.text);
    if (found) next += 1;
    return Boolean(found);
  };
  const must = (text: string): void => {
    if (!take(text)) throw new NotUnderstood();
  };
  const joined = (part: () => Expression, is: 'all' | 'any', ...words: string[]): Expression => {
    const of = [part()];
    while (take(...words)) of.push(part());
    return of.length === 1 ? (of[0] as Expression) : { is, of };
  };

  const either = (): Expression => {
    depth += 1;
    if (depth > deepest) throw new NotUnderstood();
    const read = joined(both, 'any', 'or', 'OR', '||');
    depth -= 1;
    return read;
  };
  const both = (): Expression => joined(one, 'all', 'and', 'AND', '&&');
  const one = (): Expression => {
    const left = operand();
    const token = tokens[next];
    const sign = token && token.type !== 'text' ? signs[token.text] : undefined;
    if (!sign) return left;
    next += 1;
    return { is: 'compared', left, sign, right: operand() };
  };
  const callOf = (name: string): Expression => {
    const given: Expression[] = [];
    if (!take(')')) {
      do given.push(either());
      while (take(','));
      must(')');
    }
    return name === 'not' && given[0] ? { is: 'not', of: given[0] } : { is: 'call', name, with: given };
  };
  const operand = (): Expression => {
    depth += 1;
    if (depth > deepest * 2) throw new NotUnderstood();
    const read = plain();
    depth -= 1;
    return read;
  };
  const number = (): number => {
    const token = tokens[next];
    next += 1;
    if (token?.type !== 'number') throw new NotUnderstood();
    return Number(token.text);
  };
  const bracketed = (): Expression => {
    const inner = either();
    must(')');
    return inner;
  };
  const plain = (): Expression => {
    if (take('!')) return { is: 'not', of: operand() };
    if (take('-')) return { is: 'value', value: -number() };
    const token = tokens[next];
    if (token?.type === 'number') return { is: 'value', value: number() };
    next += 1;
    switch (token?.type) {
      case 'text':
        return { is: 'value', value: token.text };
      case 'name':
        return { is: 'name', name: token.text };
      case 'word':
        return take('(') ? callOf(token.text) : { is: 'name', name: token.text };
      default:
        if (token?.text === '(') return bracketed();
        throw new NotUnderstood();
    }
  };

  const read = either();
  if (next < tokens.length) throw new NotUnderstood();
  return read;
};
