/** An expression of a form, word by word. */
export interface Token {
  readonly type: 'name' | 'value' | 'word' | 'list';
  readonly text: string;
  readonly value?: unknown;
}

/** What an expression says that no condition can. */
export class NotUnderstood extends Error {}

const pattern =
  /\s*(?:\{(?<name>[^{}]+)\}|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<digits>-?\d+(?:\.\d+)?)|(?<list>\[[^[\]]*\])|(?<word>[a-z]+|<=|>=|<>|!=|==|&&|\|\||[=<>!()]))/iy;

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

export const tokensOf = (text: string): Token[] => {
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

/** The values that an operand stands for: one, or those of a list. */
export const valuesOf = ({ type, text, value }: Token): unknown[] => {
  if (type === 'value') return [value];
  if (type !== 'list') throw new NotUnderstood();
  return tokensOf(text.slice(1, -1).replaceAll(',', ' ')).flatMap(valuesOf);
};
