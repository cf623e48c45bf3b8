import { element } from '../parts/element.ts';
import { action, box, labelled, select, untilReady } from '../parts/form.js';
import { bar, table, when } from '../parts/table.js';
import { ask, send, whatFailed } from '../session/session.js';
import { themesOf } from './themes.js';

/** @typedef {{ id: string, version: number, text: string, themes: string[], cleared: boolean }} Text */
/** @typedef {{ state: string, asOf?: string, texts?: number, words?: { word: string, count: number }[] }} Reading */
/** @typedef {{ id: string, version: number, name: string, texts: number }} Theme */

const mostWords = 40;
const atOnce = 50;

/** @param {Reading} reading */
const wordsTable = ({ words = [], texts = 0, asOf }) => [
  element('p', { class: 'quiet' }, `${texts} texts, read ${when(asOf ?? '')}.`),
  ...(words.length
    ? [
        table(
          'Words, by how many texts have them',
          ['Word', 'Texts', 'Bar'],
          words.slice(0, mostWords).map(({ word, count }) => [word, String(count), bar(count, texts)]),
        ),
      ]
    : []),
];

/** One text, with its themes and whether it may be published. @param {Text} text @param {Theme[]} themes @param {string} survey @param {() => void} changed */
const editable = (text, themes, survey, changed) => {
  let { version } = text;
  const notes = element('div');
  const at = `/surveys/${survey}/texts/${text.id}`;
  let before = Promise.resolve();
  /** @param {HTMLInputElement} input @param {() => Promise<Text>} step */
  const onChange = (input, step) => {
    const take = async () => {
      notes.replaceChildren();
      try {
        version = (await step()).version;
        changed();
      } catch (error) {
        input.checked = !input.checked;
        notes.replaceChildren(whatFailed(error));
      }
    };
    // One after the other, each from the version that the one before it made.
    input.addEventListener('change', () => {
      before = before.then(take);
    });
  };
  const cleared = box('May be published', text.cleared);
  onChange(cleared.input, () => send('PUT', `${at}/clearance`, { cleared: cleared.input.checked }, version));
  const boxes = themes.map((theme) => ({ ...box(theme.name, text.themes.includes(theme.id)), theme }));
  for (const { input } of boxes)
    onChange(input, () => {
      const chosen = boxes.filter((one) => one.input.checked).map(({ theme }) => theme.id);
      return send('PUT', `${at}/themes`, { themes: chosen }, version);
    });
  return element(
    'li',
    { class: 'text' },
    element('blockquote', {}, text.text),
    element(
      'fieldset',
      {},
      element('legend', { class: 'hidden' }, `About the text: ${text.text.slice(0, 60)}`),
      cleared.field,
      ...boxes.map(({ field }) => field),
    ),
    notes,
  );
};

/** @param {Text} text @param {Theme[]} themes */
const readOnly = ({ text, themes: of }, themes) => {
  const names = themes.filter(({ id }) => of.includes(id)).map(({ name }) => name);
  return element(
    'li',
    { class: 'text' },
    element('blockquote', {}, text),
    ...(names.length ? [element('p', { class: 'quiet' }, `Themes: ${names.join(', ')}`)] : []),
  );
};

/** The texts of one question: words, themes, search. @param {string} survey @param {string} key @param {boolean} runs */
const textsOf = async (survey, key, runs) => {
  const base = `/surveys/${survey}/questions/${key}`;
  const ready = (/** @type {Reading} */ { state }) => state === 'ready';
  const first = await send('POST', `${base}/reading`);
  const reading = ready(first) ? first : await untilReady(() => ask(`${base}/words`), ready);
  const search = /** @type {HTMLInputElement} */ (
    element('input', { class: 'text', type: 'search', maxlength: '100' })
  );
  const theme = select([['', 'All']]);
  const [items, more, notes] = [element('ul', { class: 'texts' }), element('p'), element('div')];
  const said = element('p', { role: 'status' });
  const themes = themesOf(survey, base, runs, () => show());

  /** @param {string} [after] */
  const show = async (after) => {
    const known = await themes.refresh();
    const chosen = theme.value;
    theme.replaceChildren(
      element('option', { value: '' }, 'All'),
      ...known.map(({ id, name, texts }) => element('option', { value: id }, `${name} (${texts})`)),
    );
    theme.value = known.some(({ id }) => id === chosen) ? chosen : '';
    const query = new URLSearchParams({ limit: String(atOnce) });
    if (search.value.trim()) query.set('search', search.value.trim());
    if (theme.value) query.set('theme', theme.value);
    if (after) query.set('after', after);
    const page = await ask(`${base}/texts?${query}`);
    const made = page.items.map((/** @type {Text} */ text) =>
      runs ? editable(text, known, survey, () => void themes.refresh()) : readOnly(text, known),
    );
    if (after) items.append(...made);
    else items.replaceChildren(...made);
    more.replaceChildren(
      ...(page.next ? [action('Show more', notes, () => show(page.next), 'secondary')] : []),
    );
    said.textContent = `${items.children.length}${page.next ? ' or more' : ''} texts are shown.`;
  };
  const form = element('form', { role: 'search' });
  form.append(
    ...labelled('With these letters in them', search),
    ...labelled('With this theme', theme),
    action('Search', notes, () => show(), 'secondary'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.querySelector('button')?.click();
  });
  await show();
  return [...wordsTable(reading), themes.section, form, notes, said, items, more];
};

/** What was answered in words. @param {import('./survey-results.js').Results} results @param {boolean} runs */
export const openTexts = ({ survey, questions }, runs) => {
  const written = questions.filter(({ texts }) => texts);
  const question = select(written.map(({ key, text }) => [key, text]));
  const [notes, found] = [element('div'), element('div', { class: 'stack' })];
  const read = action('Read them', notes, async () =>
    found.replaceChildren(...(await textsOf(survey, question.value, runs))),
  );
  return element(
    'section',
    { 'aria-labelledby': 'texts' },
    element('h2', { id: 'texts' }, 'Answers in words'),
    ...(written.length
      ? [...labelled('Question', question), read, notes, found]
      : [element('p', {}, 'No question has answers in words that may be read.')]),
  );
};
