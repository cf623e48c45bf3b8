import {
  answersIn,
  conditionsOf,
  createFilling,
  type Filling,
  fieldName,
  fieldsOf,
  shownOf,
} from '@skein/answering';
import type { Answers, Question, QuestionOf, Section } from '@skein/contracts';
import { element } from '../parts/element.ts';
import { rankingOf } from '../parts/ranking.ts';
import type { Entries } from './kept.ts';
import { allAtOnce, onePartAtATime, type Paging } from './paging.ts';

/** What scripts know of what is asked: the page has it in an attribute. */
export interface AskedVersion {
  readonly number: number;
  readonly questions: readonly Question[];
  readonly sections?: readonly Section[];
  /** One section after the other is shown. */
  readonly paged?: boolean;
}

export const entriesOf = (form: HTMLFormElement): Entries =>
  [...new FormData(form)].flatMap(
    ([name, value]): Entries =>
      name.startsWith('a.') && typeof value === 'string' && value !== '' ? [[name, value]] : [],
  );

/** Fills the form with what was given before. */
export const fill = (form: HTMLFormElement, entries: Entries): void => {
  const values = Map.groupBy(entries, ([name]) => name);
  for (const field of form.elements) {
    const input = field as HTMLInputElement;
    if (!input.name?.startsWith('a.')) continue;
    const given = (values.get(input.name) ?? []).map(([, value]) => value);
    if (input.type === 'radio' || input.type === 'checkbox') input.checked = given.includes(input.value);
    else input.value = given[0] ?? '';
  }
};

export const placeFor = (form: ParentNode, key: string): HTMLElement | null =>
  form.querySelector<HTMLElement>(`[data-question="${key}"]`);

/** Numbers become buttons; the fields stay, and are what is sent. */
const rankWithButtons = (
  place: HTMLElement,
  { key, text, choices }: QuestionOf<'ranking'>,
  changed: () => void,
): void => {
  const list = place.querySelector('ul.numbered');
  if (!list) return;
  const inputs = choices.map((choice) => ({
    choice: choice.key,
    input: place.querySelector<HTMLInputElement>(`[name="${fieldName(key, choice.key)}"]`),
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

const offerClearing = (place: HTMLElement, { key }: Question, changed: () => void): void => {
  const clear = element(
    'button',
    {
      type: 'button',
      class: 'secondary clear',
      id: `${fieldName(key)}-clear`,
      'aria-labelledby': `${fieldName(key)}-clear ${fieldName(key)}-legend`,
    },
    'Clear',
  );
  clear.addEventListener('click', () => {
    for (const input of place.querySelectorAll('input')) input.checked = false;
    place.querySelector('input')?.focus();
    changed();
  });
  place.append(clear);
};

/** What is chosen alone leaves nothing else chosen. */
const chooseAlone = (place: HTMLElement, question: Question): void => {
  if (question.kind !== 'multiple') return;
  const alone = new Set(question.choices.filter(({ exclusive }) => exclusive).map(({ key }) => key));
  if (alone.size === 0) return;
  place.addEventListener('change', ({ target }) => {
    const pressed = target as HTMLInputElement;
    if (pressed.type !== 'checkbox' || !pressed.checked) return;
    for (const box of place.querySelectorAll<HTMLInputElement>('[type=checkbox]'))
      if (box !== pressed && (alone.has(pressed.value) || alone.has(box.value))) box.checked = false;
  });
};

/** The text of “other” is asked for once that is chosen. */
const updateOther = (place: HTMLElement): void => {
  const other = place.querySelector<HTMLElement>('[data-other]');
  if (!other) return;
  const { other: key } = other.dataset;
  const box = place.querySelector<HTMLInputElement>(`.choice [value="${key}"]`);
  const input = other.querySelector('input');
  other.hidden = box ? !box.checked : place.querySelector('select')?.value !== key;
  // Else what is not to be seen would say that it is chosen.
  if (input) input.disabled = other.hidden;
};

/** Puts answers where texts have a place for them. */
const fillIn = (form: HTMLFormElement, filling: Filling, answers: Answers): void => {
  for (const place of form.querySelectorAll<HTMLElement>('[data-filled]')) {
    const { filled: question = '', row, otherwise = '' } = place.dataset;
    place.textContent = filling.say({ question, row: row || undefined, otherwise }, answers) ?? '';
  }
};

export interface LiveForm {
  /** What is answered, what the answers hide, and what the fields say that no answer can. */
  read(): { answers: Answers; hidden: Set<string>; unread: [key: string, detail: string][] };
  /** The questions as they stand there, with the answers that their texts fill in. */
  told(): Question[];
  readonly paging: Paging;
  /** To be called after the fields were filled. */
  refresh(): void;
}

/** Brings the form to life: what is shown follows the answers, and how far one is is told. */
export const enliven = (
  form: HTMLFormElement,
  asked: AskedVersion,
  { changed, check }: { changed(): void; check(): boolean },
): LiveForm => {
  const { questions } = asked;
  const conditions = conditionsOf(asked);
  const filling = createFilling(questions, document.documentElement.lang);
  const meter = element('progress', { max: '1', 'aria-labelledby': 'progress' });
  const said = element('p', { class: 'quiet', id: 'progress', lang: 'en', dir: 'ltr' });
  const progress = element('div', { class: 'progress' }, said, meter);

  const read = () => {
    const { answers: given, faults } = answersIn(
      questions,
      fieldsOf(new FormData(form)),
      document.documentElement.lang,
    );
    return { ...shownOf(questions, conditions, given), unread: faults };
  };

  const update = () => {
    for (const place of form.querySelectorAll<HTMLElement>('[data-question]')) updateOther(place);
    const { answers, hidden } = read();
    fillIn(form, filling, answers);
    for (const { key } of questions) {
      const place = placeFor(form, key);
      if (place) place.hidden = hidden.has(key);
    }
    const shown = questions.filter(({ key, kind }) => kind !== 'note' && !hidden.has(key));
    paging.refresh();
    const done = shown.filter(({ key }) => Object.hasOwn(answers, key)).length;
    const parts = new Set(shown.map(({ section }) => section).filter(Boolean)).size;
    const where = paging.said() || (parts > 1 ? `, in ${parts} parts` : '');
    said.textContent = `${done} of ${shown.length} answered${where}`;
    meter.max = Math.max(1, shown.length);
    meter.value = done;
  };
  const paging = asked.paged ? onePartAtATime(form, { check, moved: () => update() }) : allAtOnce(form);
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
  return { read, refresh, told: () => filling.asked(questions, read().answers), paging };
};
