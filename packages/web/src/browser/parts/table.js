import { element } from './element.ts';

/** @typedef {(Node | string)[] | Node | string} Cell */

/** A table that scrolls within itself, its first column heading the rows. @param {string} caption @param {string[]} heads @param {Cell[][]} rows */
export const table = (caption, heads, rows) =>
  element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element(
        'tbody',
        {},
        ...rows.map(([first = '', ...cells]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, ...[first].flat()),
            ...cells.map((cell) => element('td', {}, ...[cell].flat())),
          ),
        ),
      ),
    ),
  );

/** A bar beside its number, which says the same to those who do not see it. @param {number} count @param {number} most */
export const bar = (count, most) =>
  element('meter', { min: '0', max: String(Math.max(most, 1)), value: String(count), 'aria-hidden': 'true' });

const rounded = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** @param {number | undefined} value */
export const number = (value) => (value === undefined ? '–' : rounded.format(value));
/** @param {number} part @param {number} whole */
export const share = (part, whole) => (whole > 0 ? percent.format(part / whole) : '–');
/** @param {string} instant */
export const day = (instant) => longDay.format(new Date(instant));
/** @param {string} instant */
export const when = (instant) => moment.format(new Date(instant));

/** @param {string} text */
export const paragraphs = (text) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => element('p', {}, line));
