import { element } from '../parts/element.ts';
import { action, labelled, select, untilReady } from '../parts/form.js';
import { table, when } from '../parts/table.js';
import { ask, send } from '../session/session.js';
import { nearness } from './question-result.js';

/** @typedef {{ key: string, text: string, options: { key: string, label: string }[] }} Side */
/** @typedef {{ state: string, asOf?: string, suppressed: boolean, responses?: number, about?: number, rows: Side, columns: Side, cells?: (number | null)[][], rowTotals?: (number | null)[], columnTotals?: (number | null)[] }} CrossTab */

const countable = ['scale', 'levels', 'yes-no', 'single', 'multiple', 'quiz'];

/** @param {CrossTab} found @param {import('./survey-results.js').Results} results */
const shown = (found, { smallestGroup }) => {
  const { suppressed, rows, columns, cells, rowTotals = [], columnTotals = [] } = found;
  const { responses, asOf, about } = found;
  if (suppressed || !cells) return [element('p', {}, `Withheld: fewer than ${smallestGroup} have answered.`)];
  const hidden = 'withheld';
  const told = (/** @type {number | null | undefined} */ count) =>
    count === null || count === undefined ? hidden : String(count);
  const lines = rows.options.map(({ label }, index) => [
    label,
    ...(cells[index] ?? []).map(told),
    told(rowTotals[index]),
  ]);
  lines.push(['All', ...columnTotals.map(told), '']);
  const caption = `${rows.text} – by – ${columns.text}`;
  return [
    table(caption, ['Answer', ...columns.options.map(({ label }) => label), 'All'], lines),
    element(
      'p',
      { class: 'quiet' },
      `All ${responses} responses are in it, as of ${when(asOf ?? '')}.`,
      about === undefined
        ? ''
        : ` Cells are ${nearness(about)}. “Withheld” stands where fewer than ${smallestGroup} would show, or about as few.`,
    ),
  ];
};

/** Two questions counted against each other. @param {import('./survey-results.js').Results} results */
export const crossTabs = (results) => {
  const { survey, questions, communities, versions } = results;
  /** @type {[string, string][]} */
  const options = questions
    .filter(({ kind }) => countable.includes(kind))
    .map(({ key, text }) => [key, text]);
  /** @type {[string, string][]} */
  const groups = [
    ...(communities ? [/** @type {[string, string]} */ (['@community', 'Community'])] : []),
    ...(versions.length > 1 ? [/** @type {[string, string]} */ (['@version', 'Version'])] : []),
  ];
  const [rows, columns] = [select([...groups, ...options]), select(options)];
  if (options.length > 1) columns.selectedIndex = groups.length ? 0 : 1;
  const [notes, found] = [element('div'), element('div')];
  const path = `/surveys/${survey}/cross-tabs`;
  const count = action('Count them', notes, async () => {
    const asked = { rows: rows.value, columns: columns.value };
    const at = `${path}/${encodeURIComponent(asked.rows)}/${asked.columns}`;
    const first = /** @type {CrossTab} */ (await send('POST', path, asked));
    const ready = (/** @type {CrossTab} */ { state }) => state === 'ready';
    found.replaceChildren(...shown(ready(first) ? first : await untilReady(() => ask(at), ready), results));
  });
  return element(
    'section',
    { 'aria-labelledby': 'cross-tab' },
    element('h2', { id: 'cross-tab' }, 'Two questions against each other'),
    ...(options.length + groups.length > 1
      ? [...labelled('Rows', rows), ...labelled('Columns', columns), count, notes, found]
      : [element('p', {}, 'It takes two questions that are answered by choosing one of a few things.')]),
  );
};
