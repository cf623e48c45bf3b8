import libmime from 'libmime';

/** One header field: the name in lower case, the value unfolded but not decoded. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** Where the head of a letter ends: the index of the blank line, or -1 when it is not in these bytes. */
export const headEnd = (bytes: Buffer): number => {
  const crlf = bytes.indexOf('\r\n\r\n');
  // A letter with bare line feeds; looked for only before the other, so a long body is not searched twice.
  const lf = (crlf === -1 ? bytes : bytes.subarray(0, crlf)).indexOf('\n\n');
  return lf === -1 ? crlf : lf;
};

/** The head of a letter as text; all of the bytes when no blank line ends it. */
export const headOf = (bytes: Buffer): string => {
  const end = headEnd(bytes);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
};

/** The fields of a head in their order; lines that are no field are left out. */
export const fieldsOf = (head: string): Field[] =>
  head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
      return name === '' ? [] : [{ name, value: line.slice(colon + 1).trim() }];
    });

/** The first value of a field, not decoded. */
export const firstValue = (fields: readonly Field[], name: string): string | undefined =>
  fields.find((field) => field.name === name)?.value;

/** A header value with its encoded words (RFC 2047) decoded; left as it is when they are broken. */
export const decoded = (value: string): string => {
  if (!value.includes('=?')) return value;
  try {
    return libmime.decodeWords(value);
  } catch {
    return value;
  }
};
