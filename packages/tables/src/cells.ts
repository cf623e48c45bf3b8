/**
 * What stands in a cell, with its type: a text, a number, yes or no, a day (`2026-12-01`), a moment, or nothing. Days and
 * moments have no zone in a spreadsheet: moments are in UTC.
 */
export type Cell = string | number | boolean | Date | { readonly day: string } | undefined;

/** A cell where everything is text: yes and no are 1 and 0; a moment is as spreadsheets read it, `2026-12-01 12:30:00`. */
export const textOf = (cell: Cell): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  return typeof cell === 'object' ? cell.day : String(cell);
};

// A spreadsheet runs what begins so (OWASP, CSV injection), in full width too; an apostrophe before it makes it text.
// Each line of a cell may come to begin a row, and each part after a separator a cell, in a program that reads the file
// by other rules than it was written by.
const signs = '=+\\-@＝＋－＠';
const atLineStart = '(?<=^|[\\r\\n])';
const afterSeparator = '(?<=[,;|\\t])';
const wouldRun = new RegExp(`${atLineStart}'*[${signs}\\t\\r]|${afterSeparator}'*[${signs}]`, 'g');
const neutralised = new RegExp(`${atLineStart}'+[${signs}\\t\\r]|${afterSeparator}'+[${signs}]`, 'g');

/** A cell that no spreadsheet runs; `restored` gives the text back exactly. */
export const neutral = (text: string): string => text.replaceAll(wouldRun, "'$&");

export const restored = (cell: string): string => cell.replaceAll(neutralised, (found) => found.slice(1));

/** Several texts in one cell, separated by semicolons; a semicolon or backslash inside of one is written `\;`, `\\`. */
export const joined = (items: readonly string[]): string =>
  items.map((item) => item.replaceAll(/[\\;]/g, String.raw`\$&`)).join('; ');

/** The texts in a cell; empty ones between two semicolons are none. */
export const separated = (cell: string): string[] => {
  const items = cell.match(/(?:\\[\\;]|[^;])+/g) ?? [];
  return items.map((item) => item.replaceAll(/\\([\\;])/g, '$1').trim()).filter((item) => item !== '');
};
