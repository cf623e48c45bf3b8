import { element } from '../parts/element.ts';
import { action, done, labelled, select } from '../parts/form.js';
import { table } from '../parts/table.js';
import { ask, send } from '../session/session.js';

/** @typedef {{ id: string, version: number, name: string, texts: number }} Theme */

/** @param {string} [value] */
const nameField = (value = '') =>
  /** @type {HTMLInputElement} */ (element('input', { class: 'text', maxlength: '120', value }));

/** Renaming a theme, or merging it into another. @param {string} survey @param {Theme[]} known @param {HTMLElement} notes @param {() => Promise<unknown>} changed */
const changing = (survey, known, notes, changed) => {
  const options = known.map(({ id, name }) => /** @type {[string, string]} */ ([id, name]));
  const [one, into, name] = [select(options), select(options), nameField()];
  const chosen = () => {
    const found = known.find(({ id }) => id === one.value);
    if (!found) throw new Error('Choose a theme.');
    return found;
  };
  const rename = async () => {
    const { id, version } = chosen();
    await send('PATCH', `/surveys/${survey}/themes/${id}`, { name: name.value.trim() }, version);
    await changed();
    done(notes, 'The theme is renamed.');
  };
  const merge = async () => {
    const { id, version } = chosen();
    await send('POST', `/surveys/${survey}/themes/${id}/merging`, { into: into.value }, version);
    await changed();
    done(notes, 'The themes are one now.');
  };
  return element(
    'details',
    {},
    element('summary', {}, 'Rename or merge themes'),
    ...labelled('Theme', one),
    ...labelled('Its new name', name),
    action('Rename', notes, rename, 'secondary'),
    ...labelled('Or the theme it becomes part of', into),
    action('Merge', notes, merge, 'secondary'),
  );
};

/**
 * The themes of a question with how many texts have each, and adding to them.
 * @param {string} survey @param {string} base @param {boolean} runs @param {() => Promise<void>} changed
 */
export const themesOf = (survey, base, runs, changed) => {
  const [counts, notes, change] = [element('div'), element('div'), element('div')];
  let drawn = '';
  /** @returns {Promise<Theme[]>} */
  const refresh = async () => {
    const { items } = await ask(`${base}/themes`);
    counts.replaceChildren(
      items.length
        ? table(
            'Themes, by how many texts have them',
            ['Theme', 'Texts'],
            items.map((/** @type {Theme} */ { name, texts }) => [name, String(texts)]),
          )
        : element('p', { class: 'quiet' }, 'There are no themes yet.'),
    );
    const names = JSON.stringify(items.map((/** @type {Theme} */ { id, version }) => [id, version]));
    if (runs && names !== drawn)
      change.replaceChildren(...(items.length ? [changing(survey, items, notes, changed)] : []));
    drawn = names;
    return items;
  };
  const name = nameField();
  const add = action('Add the theme', notes, async () => {
    if (!name.value.trim()) throw new Error('Write the name of the theme.');
    await send('POST', `${base}/themes`, { name: name.value.trim() });
    name.value = '';
    await changed();
    done(notes, 'The theme is added: tick it at the texts that it fits.');
  });
  const section = element(
    'section',
    { 'aria-labelledby': 'themes' },
    element('h3', { id: 'themes' }, 'Themes'),
    counts,
    ...(runs ? [...labelled('A new theme', name), add, notes, change] : []),
  );
  return { section, refresh };
};
