import { api, json } from '../parts/api.ts';
import { dayOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';

/** @typedef {import('@skein/contracts').LinkedStep} Step */

const where = place('step');
const token = encodeURIComponent(new URLSearchParams(location.hash.slice(1)).get('token') ?? '');

/** @param {string} message */
const fail = (message) => {
  where.querySelector('.problem')?.remove();
  where.append(element('p', { class: 'problem', role: 'alert' }, message));
};

/** @param {Step} step */
const said = ({ state }) =>
  ({
    asked: '',
    accepted: 'It is yours: you took it on.',
    declined: 'You said that it is not for you. Somebody else is asked.',
    elsewhere: 'It is with somebody else by now: nobody asks you any more.',
    over: 'It is done, or not needed any more.',
  })[state];

const word = /** @type {HTMLTextAreaElement} */ (
  element('textarea', { id: 'word', rows: '3', maxlength: '1000' })
);

/** @param {'accepted' | 'declined'} answer @param {string} label */
const button = (answer, label) => {
  const one = /** @type {HTMLButtonElement} */ (element('button', { type: 'button' }, label));
  one.addEventListener('click', async () => {
    one.disabled = true;
    const said = word.value.trim();
    try {
      show(await api(`/step-answers?token=${token}`, json({ answer, ...(said && { word: said }) })));
    } catch (error) {
      one.disabled = false;
      fail(/** @type {Error} */ (error).message);
    }
  });
  return one;
};

const choices = () => [
  element('h2', {}, 'Do you take it on?'),
  element('p', {}, element('label', { for: 'word' }, 'A word with it, if you like')),
  element('p', {}, word),
  element(
    'p',
    { class: 'answers' },
    button('accepted', 'I take it on'),
    ' ',
    button('declined', 'It is not for me'),
  ),
];

/** @param {Step} step */
const show = (step) => {
  const { title, notes, workstream, due, state } = step;
  const status = said(step);
  where.replaceChildren(
    element('h1', {}, title),
    ...(workstream || due
      ? [
          element(
            'p',
            { class: 'quiet' },
            [workstream, due && `due on ${dayOf(`${due}T12:00`)}`].filter(Boolean).join(', '),
          ),
        ]
      : []),
    ...(notes ? notes.split('\n').map((line) => element('p', {}, line)) : []),
    ...(status ? [element('p', { class: 'done', role: 'status' }, status)] : []),
    ...(state === 'asked' ? choices() : []),
  );
};

const start = async () => {
  if (!token) throw new Error('The link is not whole: open it again from the letter.');
  show(await api(`/step-answers?token=${token}`));
};

start().catch((error) => fail(error.message));
