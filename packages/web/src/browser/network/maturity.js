import { list } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';
import { day, number, table } from '../parts/table.js';
import { nameWindow } from '../parts/title.ts';
import { ask, askToSignIn, listed, readsResults, session, whyNot } from '../session/session.js';

/** @typedef {{ raters: number, about?: number, mean?: number, spread?: number, level?: number, counts?: Record<string, number>, sign?: string }} Raters */
/** @typedef {{ level: number, text: string, now: boolean, target: boolean, inside: boolean, outside: boolean }} Level */
/** @typedef {{ assessment: string, date: string, agreed?: number, target?: number, inside?: number, outside?: number }} Point */
/** @typedef {{ key: string, text: string, cells: Level[], agreed?: number, target?: number, inside: Raters, outside: Raters, gap?: number, history: Point[] }} Dimension */
/** @typedef {{ id: string, community: string, title: string, date: string, targetDate?: string }} Assessment */

const where = place('results');

/** Each mark is a word, so that none is told by its colour alone. @param {Level} cell */
const marksOf = ({ now, target, inside, outside }) =>
  [
    ...(now ? [['now', 'Now']] : []),
    ...(target ? [['target', 'Target']] : []),
    ...(inside ? [['inside', 'Inside view']] : []),
    ...(outside ? [['outside', 'Outside view']] : []),
  ].map(([kind, label]) => element('span', { class: `mark-word ${kind}` }, label ?? ''));

/** @param {Dimension[]} dimensions */
const matrix = (dimensions) => {
  const most = Math.max(0, ...dimensions.map(({ cells }) => cells.length));
  const heads = Array.from({ length: most }, (_, index) => `Level ${index + 1}`);
  return table(
    'Dimensions by level',
    ['Dimension', ...heads],
    dimensions.map(({ text, cells }) => [
      text,
      ...heads.map((_, index) => {
        const cell = cells[index];
        if (!cell) return '–';
        const marks = marksOf(cell);
        return marks.length ? [element('div', { class: 'marks' }, ...marks), cell.text] : cell.text;
      }),
    ]),
  );
};

const signs = /** @type {Record<string, string>} */ ({
  alike: 'all alike: of one mind, or group-think',
  close: 'close together',
  divided: 'divided: a level or more apart',
});

/** @param {Raters} view */
const viewOf = ({ raters, about, mean, spread, sign }) => {
  if (mean === undefined) return raters ? `${raters} raters, withheld` : 'not rated, or too few to show';
  return [
    `mean ${number(mean)}, spread ${number(spread)}, ${about === undefined ? '' : 'about '}${raters} raters`,
    ...(sign ? [element('br'), element('span', { class: 'quiet' }, signs[sign] ?? '')] : []),
  ];
};

/** @param {number | undefined} gap */
const gapOf = (gap) => {
  if (gap === undefined) return '–';
  const size = number(Math.abs(gap));
  if (size === '0') return 'none';
  return `${size} ${gap < 0 ? 'lower from outside' : 'higher from outside'}`;
};

/** @param {Dimension[]} dimensions */
const views = (dimensions) =>
  table(
    'Levels, views and the gap between them',
    ['Dimension', 'Now', 'Target', 'Inside view', 'Outside view', 'Gap'],
    dimensions.map(({ text, agreed, target, inside, outside, gap }) => [
      text,
      number(agreed),
      number(target),
      viewOf(inside),
      viewOf(outside),
      gapOf(gap),
    ]),
  );

const svg = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

const [width, height, edge] = [160, 60, 6];

/** The agreed levels as a line; the numbers beside it say the same. @param {Dimension} dimension */
const line = ({ history, cells }) => {
  const points = history.flatMap(({ agreed }, index) => {
    if (agreed === undefined) return [];
    const x = edge + (index * (width - 2 * edge)) / Math.max(history.length - 1, 1);
    const y = height - edge - ((agreed - 1) * (height - 2 * edge)) / Math.max(cells.length - 1, 1);
    return [[x, y]];
  });
  const drawing = svg('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width: String(width),
    height: String(height),
    'aria-hidden': 'true',
  });
  drawing.append(
    svg('polyline', { points: points.map((point) => point.join(',')).join(' '), class: 'trend' }),
    ...points.map(([x, y]) => svg('circle', { cx: String(x), cy: String(y), r: '4', class: 'point' })),
  );
  return drawing;
};

/** @param {Dimension[]} dimensions */
const trend = (dimensions) => {
  const dates = (dimensions[0]?.history ?? []).map(({ date }) => date);
  const told = (/** @type {Point | undefined} */ point) => [
    `now ${number(point?.agreed)}`,
    element('br'),
    `target ${number(point?.target)}`,
    element('br'),
    `inside ${number(point?.inside)}`,
    element('br'),
    `outside ${number(point?.outside)}`,
  ];
  return table(
    'Trend over the assessments, oldest first',
    ['Dimension', 'Levels agreed on', ...dates.map(day)],
    dimensions.map((dimension) => [
      dimension.text,
      line(dimension),
      ...dates.map((_date, index) => told(dimension.history[index])),
    ]),
  );
};

/** @param {{ assessment: Assessment, dimensions: Dimension[] }} view @param {Map<string, string>} names */
const show = ({ assessment, dimensions }, names) => {
  const { title, date, targetDate, community } = assessment;
  nameWindow(title);
  const aim = targetDate ? `; targets are for ${day(targetDate)}` : '';
  where.replaceChildren(
    element('h1', {}, title),
    element('p', { class: 'quiet' }, `${names.get(community) ?? 'A community'}, ${day(date)}${aim}.`),
    element('h2', {}, 'The matrix'),
    matrix(dimensions),
    element('h2', {}, 'From inside and from outside'),
    views(dimensions),
    element('h2', {}, 'Over time'),
    trend(dimensions),
    element(
      'p',
      {},
      element('a', { href: `/maturity#community=${community}` }, 'All assessments of this community'),
    ),
  );
};

/** @param {string} community @param {Map<string, string>} names */
const chooseOf = async (community, names) => {
  const found = await listed(`/assessments?community=${encodeURIComponent(community)}`);
  const items = found.map(({ id, title, date }) =>
    element('li', {}, element('a', { href: `/maturity#id=${id}` }, title), `, ${day(date)}`),
  );
  where.replaceChildren(
    element('h1', {}, `Maturity: ${names.get(community) ?? 'a community'}`),
    items.length
      ? element('ul', { class: 'ways' }, ...items)
      : element('p', {}, 'This community has held itself against no matrix yet.'),
  );
};

const start = async () => {
  const signedIn = await session();
  if (!signedIn)
    return where.replaceChildren(
      askToSignIn('Maturity matrices are for the hosts and the community of each.'),
    );
  const asked = new URLSearchParams(location.hash.slice(1));
  const names = new Map((await list('/communities')).map(({ id, name }) => [id, name]));
  const [id, community] = [asked.get('id'), asked.get('community')];
  if (id) return show(await ask(`/assessments/${encodeURIComponent(id)}/matrix`), names);
  if (community) return chooseOf(community, names);
  const own = [...names].filter(([one]) => readsResults(signedIn.actor, one));
  const items = own.map(([one, name]) =>
    element('li', {}, element('a', { href: `/maturity#community=${one}` }, name)),
  );
  return where.replaceChildren(
    element('h1', {}, 'Maturity of communities'),
    items.length
      ? element('ul', { class: 'ways' }, ...items)
      : element('p', {}, 'You belong to no community whose matrix is for you.'),
  );
};

start().catch((error) =>
  where.replaceChildren(whyNot(error, 'These assessments', 'the hosts and the community that they are of')),
);
addEventListener('hashchange', () => location.reload());
