// Everything but printable ASCII, and the sign that begins an escape.
const escaped = /[^\t\n\r -<>-~]+|=/g;
// A space or tab at a line's end is lost on the way, so there it is escaped too.
const trailing = /[ \t]$/gm;
const longest = 76;

// Most of what is escaped is the equals sign of an attribute.
const hex = (text: string): string =>
  text === '=' ? '=3D' : Buffer.from(text).toString('hex').toUpperCase().replace(/../g, '=$&');

const wrapped = (line: string): string => {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longest) {
    // An escape is three characters that stay together.
    const cut = longest - 1;
    const sign = rest.lastIndexOf('=', cut - 1);
    const at = sign > cut - 3 ? sign : cut;
    pieces.push(`${rest.slice(0, at)}=`);
    rest = rest.slice(at);
  }
  return [...pieces, rest].join('\r\n');
};

/** A text in quoted-printable (RFC 2045, 6.7), UTF-8, with CRLF line ends and lines of at most 76 characters. */
export const quotedPrintable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(escaped, hex)
    .replace(trailing, hex)
    .split('\n')
    .map((line) => (line.length > longest ? wrapped(line) : line))
    .join('\r\n');
