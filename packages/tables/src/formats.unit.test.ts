import { expect, it } from 'vitest';
import { formatsReader } from './formats.ts';

/** What each of these format codes makes of a number. */
const shown = (code: string | number, value: string): string => {
  const { handlers, shown: all } = formatsReader();
  if (typeof code === 'string') handlers.open('numFmt', { numFmtId: '164', formatCode: code });
  handlers.open('cellXfs', {});
  handlers.open('xf', { numFmtId: String(typeof code === 'string' ? 164 : code) });
  handlers.close('cellXfs');
  // Of named styles, which cells do not point to.
  handlers.open('xf', { numFmtId: '14' });
  expect(all()).toHaveLength(1);
  return all()[0]?.(value) ?? value;
};

it.each([
  [14, '43891', '2020-03-01'],
  ['dd.mm.yyyy', '43891', '2020-03-01'],
  ['[$-407]d. mmmm yyyy;@', '43891', '2020-03-01'],
  ['mmm-yy', '43891', '2020-03-01'],
  ['yyyy\\-mm\\-dd\\ hh:mm', '43891.5', '2020-03-01 12:00:00'],
  ['hh:mm', '0.75', '18:00:00'],
  [14, '1', '1900-01-01'],
  ['00000', '1067', '01067'],
  ['00000', '12.5', '12.5'],
  ['General', '43891', '43891'],
  ['0.00', '43891', '43891'],
  ['#,##0 "days"', '7', '7'],
  ['0" dm"', '7', '7'],
  [0, '43891', '43891'],
  [14, '-1', '-1'],
  [14, '99999999', '99999999'],
])('a number in the format %s: %s is read as %s', (code, value, read) => {
  expect(shown(code, value)).toBe(read);
});
