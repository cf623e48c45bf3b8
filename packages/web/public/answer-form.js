import { answersIn, fieldName, fieldsOf } from './answer-fields.js';
import { element } from './element.js';
import { rankingOf } from './ranking.js';
import { conditionsOf, shownOf } from './show-if.js';

/**
 * @typedef {import('@skein/contracts').Question} Question
 * @typedef {{ number: number, questions: Question[], sections?: import('@skein/contracts').Section[] }} AskedVersion
 * @typedef {[string, string][]} Entries
 */

/** @param {HTMLFormElement} form @returns {Entries} */
export const entriesOf = (form) =>
  [...new FormData(form)].flatMap(([name, value]) =>
    name.startsWith('a.') && typeof value === 'string' && value !== ''
      ? [/** @type {[string, string]} */ ([name, value])]
      : [],
  );

/** Fills the form with what was given before. @param {HTMLFormElement} form @param {Entries} entries */
export const fill = (form, entries) => {
  const values = Map.groupBy(entries, ([name]) => name);
  for (const field of form.elements) {
    const input = /** @type {HTMLInputElement} */ (field);
    if (!input.name?.startsWith('a.')) continue;
    const given = (values.get(input.name) ?? []).map(([, value]) => value);
    if (input.type === 'radio' || input.type === 'checkbox') input.checked = given.includes(input.value);
    else input.value = given[0] ?? '';
  }
};

/** @param {ParentNode} form @param {string} key */
const placeFor = (form, key) =>
  /** @type {HTMLElement | null} */ (form.querySelector(`[data-question="${key}"]`));

/** Numbers become buttons; the fields stay, and are what is sent. @param {HTMLElement} place @param {import('@skein/contracts').QuestionOf<'ranking'>} question @param {() => void} changed */
const rankWithButtons = (place, { key, text, choices }, changed) => {
  const list = place.querySelector('ul.numbered');
  if (!list) return;
  const inputs = choices.map((choice) => ({
    choice: choice.key,
    input: /** @type {HTMLInputElement | null} */ (
      place.querySelector(`[name="${fieldName(key, choice.key)}"]`)
    ),
  }));
  const before = inputs
    .filter(({ input }) => Number(input?.value) > 0)
    .toSorted((one, other) => Number(one.input?.value) - Number(other.input?.value))
    .map(({ choice }) => choice);
  const statements = choices.map((choice) => ({ id: choice.key, text: choice.label }));
  const { fields } = rankingOf(
    { statements, choices: before },
    {
      label: text,
      changed: (ranking) => {
        for (const { choice, input } of inputs)
          if (input) input.value = ranking.includes(choice) ? String(ranking.indexOf(choice) + 1) : '';
        changed();
      },
    },
  );
  place.querySelector('.buttons')?.remove();
  list.setAttribute('hidden', '');
  const hint = document.getElementById(`${fieldName(key)}-hint`);
  if (hint) hint.textContent = 'Press + to rank what comes first for you, then what comes next.';
  list.after(
    element('div', { class: 'buttons', tabindex: '-1', id: `${fieldName(key)}.buttons` }, ...fields),
  );
};

/** @param {HTMLElement} place @param {Question} question @param {() => void} changed */
const offerClearing = (place, { text }, changed) => {
  const clear = element(
    'button',
    { type: 'button', class: 'secondary clear', 'aria-label': `Clear: ${text}` },
    'Clear',
  );
  clear.addEventListener('click', () => {
    for (const input of place.querySelectorAll('input')) input.checked = false;
    place.querySelector('input')?.focus();
    changed();
  });
  place.append(clear);
};

/** What is chosen alone leaves nothing else chosen. @param {HTMLElement} place @param {Question} question */
const chooseAlone = (place, question) => {
  if (question.kind !== 'multiple') return;
  const alone = new Set(question.choices.filter(({ exclusive }) => exclusive).map(({ key }) => key));
  if (alone.size === 0) return;
  place.addEventListener('change', ({ target }) => {
    const pressed = /** @type {HTMLInputElement} */ (target);
    if (pressed.type !== 'checkbox' || !pressed.checked) return;
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll('[type=checkbox]')))
      if (box !== pressed && (alone.has(pressed.value) || alone.has(box.value))) box.checked = false;
  });
};

/** The text of “other” is asked for once that is chosen. @param {HTMLElement} place */
const updateOther = (place) => {
  const other = /** @type {HTMLElement | null} */ (place.querySelector('[data-other]'));
  if (!other) return;
  const chosen = /** @type {HTMLInputElement | null} */ (
    place.querySelector(`.choice [value="${other.dataset.other}"]`)
  );
  const input = other.querySelector('input');
  other.hidden = !chosen?.checked;
  // Else what is not to be seen would say that it is chosen.
  if (input) input.disabled = other.hidden;
};

/**
 * Brings the form to life: what is shown follows the answers, and how far one is is told.
 * @param {HTMLFormElement} form
 * @param {AskedVersion} asked
 * @param {() => void} changed told after each change
 */
export const enliven = (form, asked, changed) => {
  const { questions, sections = [] } = asked;
  const conditions = conditionsOf(asked);
  const meter = /** @type {HTMLProgressElement} */ (
    element('progress', { max: '1', 'aria-labelledby': 'progress' })
  );
  const said = element('p', { class: 'quiet', id: 'progress', lang: 'en', dir: 'ltr' });
  const progress = element('div', { class: 'progress' }, said, meter);

  const read = () => {
    const { answers: given, faults } = answersIn(questions, fieldsOf(new FormData(form)));
    return { ...shownOf(questions, conditions, given), unread: faults };
  };

  const update = () => {
    for (const place of form.querySelectorAll('[data-question]'))
      updateOther(/** @type {HTMLElement} */ (place));
    const { answers, hidden } = read();
    for (const { key } of questions) {
      const place = placeFor(form, key);
      if (place) place.hidden = hidden.has(key);
    }
    const shown = questions.filter(({ key }) => !hidden.has(key));
    for (const { key } of sections) {
      const part = /** @type {HTMLElement | null} */ (form.querySelector(`[data-section="${key}"]`));
      if (part) part.hidden = !shown.some(({ section }) => section === key);
    }
    const done = shown.filter(({ key }) => Object.hasOwn(answers, key)).length;
    const parts = new Set(shown.map(({ section }) => section).filter(Boolean)).size;
    said.textContent = `${done} of ${shown.length} answered${parts > 1 ? `, in ${parts} parts` : ''}`;
    meter.max = Math.max(1, shown.length);
    meter.value = done;
  };
  const noticed = () => {
    update();
    changed();
  };

  const refresh = () => {
    for (const question of questions) {
      const place = placeFor(form, question.key);
      if (place && question.kind === 'ranking') rankWithButtons(place, question, noticed);
    }
    update();
  };

  for (const hint of form.querySelectorAll('.depends')) hint.remove();
  for (const question of questions) {
    const place = placeFor(form, question.key);
    if (!place) continue;
    chooseAlone(place, question);
    if (!question.required && place.querySelector('[type=radio]')) offerClearing(place, question, noticed);
  }
  form.prepend(progress);
  form.addEventListener('input', noticed);
  form.addEventListener('change', noticed);
  refresh();
  return { read, refresh };
};
