import { api, keepFile } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';
import { session } from '../session/session.js';

/** @typedef {{ person: string, name: string }[]} People */
/** @typedef {{ title: string, owners: string[], due?: string }} Step */
/** @typedef {{ community: string, name: string, domain: string, status: string, since: string, members: number, facilitators: People, unledSince?: string, core: People, openSteps: number, nextSteps?: Step[], lastMeeting?: { startsAt: string, held: boolean }, nextMeeting?: { startsAt: string } }} Line */

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const names = (/** @type {People} */ people) => people.map(({ name }) => name).join(', ') || '–';

/** @param {string} text */
const fail = (text) =>
  place('table').replaceChildren(element('p', { class: 'problem', role: 'alert' }, text));

const askToSignIn = () => {
  const link = element('a', { href: '/sign-in?back=/state-of-play' }, 'Sign in');
  place('table').replaceChildren(
    element('p', { role: 'status' }, 'This page is for those who host the network. ', link, ' to see it.'),
  );
  place('downloads').replaceChildren();
};

/** What this browser's session asks with. */
const signedIn = async () => (await session())?.headers;

/** @param {Line} line */
const stepsOf = ({ openSteps, nextSteps }) => {
  const count = openSteps === 1 ? '1 open' : `${openSteps} open`;
  if (!nextSteps) return [`${count}; which ones cannot be had just now`];
  if (nextSteps.length === 0) return ['–'];
  const items = nextSteps.map(({ title, owners, due }) => {
    const who = owners.length ? ` (${owners.join(', ')})` : '';
    return element('li', {}, `${title}${who}${due ? `, due ${day.format(new Date(due))}` : ''}`);
  });
  return [count, element('ul', {}, ...items)];
};

/** @param {Line} line @returns {(string | Node)[][]} */
const cells = (line) => [
  [element('strong', {}, line.name), element('br'), line.domain],
  [
    element('span', { class: 'status' }, line.status),
    element('br'),
    `since ${day.format(new Date(line.since))}`,
  ],
  line.unledSince
    ? [element('strong', { class: 'problem' }, `Nobody since ${day.format(new Date(line.unledSince))}`)]
    : [names(line.facilitators)],
  [names(line.core)],
  [String(line.members)],
  stepsOf(line),
  [
    line.lastMeeting
      ? `${moment.format(new Date(line.lastMeeting.startsAt))}${line.lastMeeting.held ? '' : ' (not opened)'}`
      : '–',
  ],
  [line.nextMeeting ? moment.format(new Date(line.nextMeeting.startsAt)) : '–'],
];
const heads = [
  'Community',
  'Status',
  'Facilitators',
  'Core group',
  'Members',
  'Next steps',
  'Last meeting',
  'Next meeting',
];

/** @param {Line[]} lines @param {boolean} whole */
const show = (lines, whole) => {
  const caption = `${lines.length} communities`;
  const row = (/** @type {Line} */ line) =>
    element(
      'tr',
      {},
      ...cells(line).map((cell, index) =>
        index ? element('td', {}, ...cell) : element('th', { scope: 'row' }, ...cell),
      ),
    );
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, head),
    element('tbody', {}, ...lines.map(row)),
  );
  const note = 'The next steps cannot be had just now; everything else is complete.';
  place('table').replaceChildren(
    ...(whole ? [] : [element('p', { class: 'problem', role: 'status' }, note)]),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, table),
  );
};

/** @param {'csv' | 'xlsx'} format @param {() => Promise<Record<string, string> | undefined>} session */
const download = (format, session) => {
  const button = /** @type {HTMLButtonElement} */ (
    element('button', { type: 'button' }, `Download as ${format.toUpperCase()}`)
  );
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const headers = await session();
      if (!headers) return askToSignIn();
      await keepFile(`/state-of-play/table?format=${format}`, `state-of-play.${format}`, { headers });
    } catch (error) {
      fail(/** @type {Error} */ (error).message);
    }
    button.disabled = false;
    return undefined;
  });
  return button;
};

const start = async () => {
  const headers = await signedIn();
  if (!headers) return askToSignIn();
  /** @type {Line[]} */
  const lines = [];
  let whole = true;
  for (let after = ''; ; ) {
    const page = await api(`/state-of-play?limit=100${after}`, { headers });
    lines.push(...page.items);
    whole = whole && page.unavailable.length === 0;
    if (!page.next) break;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
  show(lines, whole);
  return place('downloads').replaceChildren(download('csv', signedIn), ' ', download('xlsx', signedIn));
};

start().catch((error) => fail(error.message));
