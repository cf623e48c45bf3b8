/** A run of words. What it says is data: however it reads, it is drawn as typed. */
export interface Words {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  /** Where it leads, `https:`, `http:` or `mailto:`. */
  readonly link?: string;
}

/** One bar of a picture; `before` stands beside it, as the same of an earlier time. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly before?: number;
}

/** A piece of a document. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3 | 4;
      readonly text: string;
      readonly beside?: string;
    }
  | { readonly kind: 'paragraph'; readonly of: readonly Words[]; readonly quiet?: true }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly of: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** How many of the last columns hold numbers, which stand at the right. */
      readonly numbers: number;
    }
  /** A picture of numbers; `says` is what it shows, for who does not see it. */
  | { readonly kind: 'bars'; readonly says: string; readonly bars: readonly Bar[] }
  /** Lines to write on by hand. */
  | { readonly kind: 'room'; readonly lines: number };

/** Whose document it is, as it is dressed. */
export interface Look {
  readonly network: string;
  readonly mark: string;
  readonly hue: number;
  /** The language that it is in, a BCP 47 tag. */
  readonly language: string;
}

/** A document to be printed. */
export interface PrintDocument {
  readonly look: Look;
  readonly title: string;
  /** What stands small above the title: what kind of document it is, and whose. */
  readonly above: string;
  /** What stands at the foot of each page, before its number. */
  readonly foot: string;
  readonly blocks: readonly Block[];
}

/** A paragraph that says this, plainly. */
export const paragraph = (text: string, rest: { readonly quiet?: true } = {}): Block => ({
  kind: 'paragraph',
  of: [{ text }],
  ...rest,
});

export const heading = (level: 1 | 2 | 3 | 4, text: string, beside?: string): Block => ({
  kind: 'heading',
  level,
  text,
  ...(beside && { beside }),
});

/** A list of lines, each plain. */
export const points = (lines: readonly string[]): Block => ({
  kind: 'list',
  ordered: false,
  start: 1,
  items: lines.map((line) => [paragraph(line)]),
});
