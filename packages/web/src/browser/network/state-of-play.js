import { list } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';
import { table } from '../parts/table.js';

/** @param {{ name: string }[]} people */
const names = (people) => people.map(({ name }) => name).join(', ') || '–';

const clock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** @param {string} instant */
const when = (instant) => clock.format(new Date(instant));

/**
 * @param {HTMLElement} where
 * @param {() => Promise<Node>} make
 */
const show = async (where, make) => {
  try {
    where.replaceChildren(await make());
  } catch (error) {
    where.replaceChildren(
      element('p', { class: 'problem' }, `Not to be had just now: ${/** @type {Error} */ (error).message}`),
    );
  }
};

const now = new Date().toISOString();
const meetings = list(`/meetings?from=${now}`);
const communities = list('/communities');

await show(place('communities'), async () => {
  const coming = await meetings.catch(() => []);
  const rows = (await communities).map(({ id, name, domain, status, members, facilitators, core }) => {
    const next = coming.find(({ community }) => community === id);
    const title = element(
      'span',
      { id: `community-${id}` },
      element('strong', {}, name),
      element('br'),
      domain,
    );
    const state = element('span', { class: 'status' }, status);
    return [
      title,
      state,
      String(members),
      names(facilitators),
      names(core),
      next ? when(next.startsAt) : '–',
    ];
  });
  const heads = ['Community', 'Status', 'Members', 'Facilitators', 'Core group', 'Next meeting'];
  return table(`${rows.length} communities`, heads, rows);
});

await show(place('meetings'), async () => {
  const all = new Map((await communities.catch(() => [])).map(({ id, name }) => [id, name]));
  const rows = (await meetings).map(({ id, title, community, startsAt, minutes }) => [
    when(startsAt),
    element('span', { id: `meeting-${id}` }, title),
    all.get(community) ?? '',
    `${minutes} minutes`,
  ]);
  return rows.length
    ? table('In the order of their start', ['When', 'What', 'Whose', 'How long'], rows)
    : element('p', {}, 'None is planned.');
});
