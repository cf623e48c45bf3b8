/** A line as it stands in a document, with its number there, from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Longest line that is read: longer ones no program writes for people. */
export const longestLine = 20_000;

/** A document that is not read any further, and where that was. */
export class UnreadableRecord extends Error {
  readonly line: number;

  constructor(line: number, detail: string) {
    super(detail);
    this.line = line;
  }
}

const tooLong = (line: number): UnreadableRecord =>
  new UnreadableRecord(
    line,
    `Line ${line} is longer than ${longestLine} characters; this is no text of a meeting.`,
  );

const lineEnd = /\r\n|[\r\n\u{2028}\u{2029}]/gu;

/** What comes before and after all lines, and says nothing. */
const unmarked = (text: string): string => text.replace(/^\u{feff}/u, '');

const lineAt = (number: number, text: string): Line => {
  if (text.length > longestLine) throw tooLong(number);
  return { number, text: number === 1 ? unmarked(text) : text };
};

/** The lines of a text that comes in pieces: by LF, CRLF or CR, without a byte-order mark. No more than a line is held. */
export async function* linesIn(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let rest = '';
  let number = 0;
  for await (const chunk of chunks) {
    rest += chunk;
    // A CR at the end may be half of a CRLF.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const lines = whole.split(lineEnd);
    const last = lines.pop() ?? '';
    rest = last + rest.slice(whole.length);
    for (const text of lines) {
      number += 1;
      yield lineAt(number, text);
    }
    if (rest.length > longestLine) throw tooLong(number + 1);
  }
  if (rest) yield lineAt(number + 1, rest.replace(/\r$/, ''));
}

/** The lines of a text that is there as a whole; a line end at its end begins no other line. */
export const linesOf = (text: string): Line[] => {
  const all = unmarked(text).split(lineEnd);
  if (all.at(-1) === '') all.pop();
  return all.map((line, index) => lineAt(index + 1, line));
};
