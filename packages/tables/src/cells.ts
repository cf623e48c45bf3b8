// A spreadsheet runs what begins so (OWASP, CSV injection); an apostrophe before it makes it text.
const wouldRun = /^'*[=+\-@\t\r]/;
const neutralised = /^'+[=+\-@\t\r]/;

/** A cell that no spreadsheet runs; `restored` gives the text back exactly. */
export const neutral = (text: string): string => (wouldRun.test(text) ? `'${text}` : text);

export const restored = (cell: string): string => (neutralised.test(cell) ? cell.slice(1) : cell);

/** Several texts in one cell, separated by semicolons; a semicolon or backslash inside of one is written `\;`, `\\`. */
export const joined = (items: readonly string[]): string =>
  items.map((item) => item.replaceAll(/[\\;]/g, String.raw`\$&`)).join('; ');

/** The texts in a cell; empty ones between two semicolons are none. */
export const separated = (cell: string): string[] => {
  const items = cell.match(/(?:\\[\\;]|[^;])+/g) ?? [];
  return items.map((item) => item.replaceAll(/\\([\\;])/g, '$1').trim()).filter((item) => item !== '');
};
