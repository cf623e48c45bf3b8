import { isUtf8 } from 'node:buffer';
import type { TableEncoding } from '@skein/contracts';
import { tableLimits, UnreadableTable } from './table.ts';

type Bytes = AsyncIterable<Buffer>;

const marks: [TableEncoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that the first bytes give away: a byte-order mark, or the zero bytes of UTF-16 without one. */
export const encodingOf = (start: Buffer): TableEncoding => {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => start[index] === byte));
  if (marked) return marked[0];
  const zeros = [0, 0];
  for (const [index, byte] of start.subarray(0, 4096).entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const many = Math.min(start.length, 4096) / 8;
  if (odd > many && odd > even) return 'utf-16le';
  if (even > many && even > odd) return 'utf-16be';
  return 'utf-8';
};

// Those that hold the letters of Europe in one byte each; where two read a text alike, the first counts.
const oneByte = ['windows-1252', 'macintosh', 'windows-1250', 'windows-1251', 'windows-1254'] as const;

const beyondAscii = /\P{ASCII}/gu;
const isLetter = (text: string): boolean => /\p{L}/u.test(text);

/** What a character says for it that a text is read right: small letters and first letters do, signs inside of words do not. */
const plausibility = (before: string, character: string, after: string): number => {
  if (/\p{Ll}/u.test(character)) return 1;
  if (/\p{Lu}/u.test(character)) return isLetter(before) && /\p{Ll}/u.test(after) ? -2 : 1;
  return isLetter(before) || isLetter(after) ? -2 : 0;
};

/** How much a decoded text looks like words. */
const likeness = (text: string): number =>
  [...text.matchAll(beyondAscii)].reduce(
    (sum, { 0: character, index }) =>
      sum + plausibility(text[index - 1] ?? ' ', character, text[index + character.length] ?? ' '),
    0,
  );

/** What the text of a file that is not UTF-8 most likely is, and by which letters; undefined where it is one of these. */
export const guessOf = (start: Buffer): { encoding: TableEncoding; letters: string[] } | undefined => {
  if (isUtf8(start)) return undefined;
  const read = oneByte.map((encoding) => {
    const text = new TextDecoder(encoding).decode(start);
    return { encoding, text, score: likeness(text) };
  });
  const best = read.reduce((best, next) => (next.score > best.score ? next : best));
  const letters = [...new Set(best.text.match(beyondAscii) ?? [])].slice(0, 6);
  return { encoding: best.encoding, letters };
};

const newline = 0x0a;

const badPlace = (line: Buffer): number => {
  let good = 0;
  for (const character of new TextDecoder('utf-8').decode(line)) {
    if (character === '\ufffd') break;
    good += 1;
  }
  return good + 1;
};

// Not by its words: a problem quotes nobody.
const guessed = (bytes: Buffer): string => {
  const { encoding, letters } = guessOf(bytes) as NonNullable<ReturnType<typeof guessOf>>;
  return `It looks like ${encoding}, in which it has the letters ${letters.join(' ')}`;
};

const refuseLine = (line: number, bytes: Buffer, rest: Buffer): never => {
  const column = badPlace(bytes);
  const detail = `The file is not UTF-8: character ${column} of line ${line} is none. ${guessed(rest)}: look at its preview, and check it again with the encoding that shows the names right; or save it as “CSV UTF-8”.`;
  throw new UnreadableTable({ line, detail });
};

/** Refuses the first line that is not UTF-8; gives the number of the line after these. */
const checkLines = (bytes: Buffer, first: number): number => {
  const isGood = isUtf8(bytes);
  let line = first;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found + 1;
    if (!isGood && !isUtf8(bytes.subarray(start, end)))
      refuseLine(line, bytes.subarray(start, end), bytes.subarray(start));
    start = end;
  }
  return line;
};

/** Passes bytes on while they are UTF-8; else says in which line they stop being so, instead of guessing. */
export async function* onlyUtf8(bytes: Bytes): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of bytes) {
    const all = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    const whole = all.lastIndexOf(newline) + 1;
    line = checkLines(all.subarray(0, whole), line);
    rest = all.subarray(whole);
    if (rest.length > tableLimits.recordCharacters * 4) {
      throw new UnreadableTable({ line, detail: `Line ${line} is too long for a table.` });
    }
    yield chunk;
  }
  checkLines(rest, line);
}

/** A file's text, without its byte-order mark. Bytes that are none of the encoding end it. */
export async function* decoded(bytes: Bytes, encoding: TableEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const text = (chunk?: Buffer): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new UnreadableTable({
        line,
        detail: `The file is not ${encoding}: it breaks after line ${line}.`,
      });
    }
  };
  for await (const chunk of encoding === 'utf-8' ? onlyUtf8(bytes) : bytes) {
    const part = text(chunk);
    yield part;
    for (const character of part) if (character === '\n') line += 1;
  }
  yield text();
}
