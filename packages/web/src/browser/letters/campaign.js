import { api, json } from '../parts/api.ts';
import { momentOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';

/** @typedef {{ title: string, text: string, wording: string, deadline: string, open: boolean, answer?: 'yes' | 'no' }} Question */

const where = place('question');
const token = new URLSearchParams(location.hash.slice(1)).get('token');
const path = `/campaign-answers?token=${encodeURIComponent(token ?? '')}`;
const said = { yes: 'Thank you: you said yes.', no: 'You said no, and that is fine: it has stopped.' };

/** @param {string} message */
const fail = (message) => {
  where.querySelector('.problem')?.remove();
  where.append(element('p', { class: 'problem', role: 'alert' }, message));
};

/** @param {Question} question */
const show = ({ title, text, wording, deadline, open, answer }) => {
  /** @param {'yes' | 'no'} value @param {string} label */
  const button = (value, label) => {
    const one = /** @type {HTMLButtonElement} */ (element('button', { type: 'button' }, label));
    one.addEventListener('click', async () => {
      one.disabled = true;
      try {
        show(await api(path, json({ answer: value })));
      } catch (error) {
        one.disabled = false;
        fail(/** @type {Error} */ (error).message);
      }
    });
    return one;
  };
  const until = `You can answer, and change your answer, until ${momentOf(deadline)}.`;
  where.replaceChildren(
    element('h1', {}, title),
    ...(answer ? [element('p', { class: 'done', role: 'status' }, said[answer])] : []),
    ...text
      .split('\n')
      .filter(Boolean)
      .map((paragraph) => element('p', {}, paragraph)),
    element('p', {}, element('strong', {}, wording)),
    ...(open
      ? [
          element('p', { class: 'answers' }, button('yes', 'Yes'), ' ', button('no', 'No')),
          element('p', { class: 'quiet' }, until),
        ]
      : [element('p', {}, 'The time for answering is over. You can still agree on your preference page.')]),
  );
};

const start = async () => {
  if (!token) throw new Error('The link is not whole: open it again from the letter.');
  show(await api(path));
};

start().catch((error) => fail(error.message));
