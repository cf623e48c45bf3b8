import { api, element, place } from './element.js';

/** @typedef {{ key: string, label: string }} Option */
/** @typedef {{ key: string, kind: string, text: string, answered: number, options?: Option[], counts?: Record<string, number>, rows?: (Option & { answered: number, counts: Record<string, number>, mean?: number })[], ranks?: { key: string, ranked: number, meanRank?: number }[], mean?: number, texts?: string[] }} Question */

const where = place('results');
const rounded = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** @param {string} caption @param {string[]} heads @param {(Node | string)[][]} rows */
const table = (caption, heads, rows) =>
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
            element('th', { scope: 'row' }, first),
            ...cells.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    ),
  );

/** A bar beside its number, which says the same. @param {number} count @param {number} most */
const bar = (count, most) =>
  element('meter', { min: '0', max: String(Math.max(most, 1)), value: String(count), 'aria-hidden': 'true' });

/** @param {Question} question */
const countsTable = ({ text, options, counts = {}, answered }) => {
  const labels = new Map(options?.map(({ key, label }) => [key, label]));
  const rows = Object.entries(counts).map(([key, count]) => [
    labels.get(key) ?? key,
    String(count),
    bar(count, answered),
  ]);
  return table(text, ['Answer', 'Count', 'Bar'], rows);
};

/** @param {Question} question */
const rowsTable = ({ text, rows = [] }) => {
  const levels = Object.keys(rows[0]?.counts ?? {});
  const cells = rows.map(({ label, counts, mean }) => [
    label,
    ...levels.map((level) => String(counts[level] ?? 0)),
    mean === undefined ? '–' : rounded.format(mean),
  ]);
  return table(text, ['Row', ...levels, 'Mean'], cells);
};

/** @param {Question} question */
const ranksTable = ({ text, ranks = [], options = [] }) => {
  const labels = new Map(options.map(({ key, label }) => [key, label]));
  const rows = ranks.map(({ key, ranked, meanRank }) => [
    labels.get(key) ?? key,
    meanRank === undefined ? '–' : rounded.format(meanRank),
    String(ranked),
  ]);
  return table(text, ['Choice', 'Mean rank', 'Ranked by'], rows);
};

/** @param {Question} question */
const shown = (question) => {
  const { text, answered, counts, rows, ranks, mean, texts } = question;
  const average = mean === undefined ? '' : `, mean ${rounded.format(mean)}`;
  return element(
    'section',
    {},
    element('h2', {}, text),
    element('p', { class: 'quiet' }, `${answered} answered${average}`),
    ...(counts ? [countsTable(question)] : []),
    ...(rows ? [rowsTable(question)] : []),
    ...(ranks ? [ranksTable(question)] : []),
    ...(texts?.length ? [element('ul', {}, ...texts.map((said) => element('li', {}, said)))] : []),
  );
};

const start = async () => {
  const id = new URLSearchParams(location.hash.slice(1)).get('id');
  if (!id) throw new Error('The link is not whole: open it again from where you had it.');
  const { title, introduction, publishedAt, responses, questions } = await api(
    `/publications/${encodeURIComponent(id)}`,
  );
  document.title = `${title} – Skein`;
  where.replaceChildren(
    element('h1', {}, title),
    element('p', { class: 'quiet' }, `${responses} responses, as of ${day.format(new Date(publishedAt))}`),
    ...(introduction ? [element('p', {}, introduction)] : []),
    ...questions.map(shown),
  );
};

start().catch((error) =>
  where.replaceChildren(element('p', { class: 'problem', role: 'alert' }, error.message)),
);
