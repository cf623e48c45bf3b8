import { api, json } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';
import { passkeyStep } from './passkey.js';
import { rememberWay, wayOn } from './signed-in.js';

rememberWay();
const where = place('action');
// Behind the hash, so that no server and no log ever sees it before the button is pressed.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

/** @param {string} text */
const say = (text) => where.replaceChildren(element('p', { class: 'done', role: 'status' }, text));

/** Says that it is done, and where to go on: to the page that asked for it, or to the first one. */
const finish = (/** @type {string} */ text) => {
  const { href, label } = wayOn();
  say(text);
  where.append(element('p', {}, element('a', { href }, label)));
};

/** A button that does one thing and says what came of it. @param {string} label @param {() => Promise<string>} step @param {(text: string) => void} [then] */
const act = (label, step, then = say) => {
  const button = /** @type {HTMLButtonElement} */ (element('button', { type: 'submit' }, label));
  button.addEventListener('click', async (event) => {
    event.preventDefault();
    button.disabled = true;
    where.querySelector('.problem')?.remove();
    try {
      const said = await step();
      if (said) then(said);
    } catch (error) {
      button.disabled = false;
      where.append(element('p', { class: 'problem', role: 'alert' }, /** @type {Error} */ (error).message));
    }
  });
  return button;
};

const open = async () => {
  const session = await api('/sessions', json({ token }));
  history.replaceState(null, '', location.pathname);
  const step = passkeyStep(session, { act: (label, step) => act(label, step, finish) });
  if (!step) return 'You are signed in.';
  where.replaceChildren(step);
  return '';
};

const askForLink = () => {
  const email = /** @type {HTMLInputElement} */ (
    element('input', { id: 'email', class: 'text', type: 'email', autocomplete: 'email', required: '' })
  );
  const ask = async () => {
    if (!email.reportValidity()) throw new Error('Write your e-mail address, as in name@example.org.');
    await api('/sign-in-links', json({ email: email.value }));
    return 'If this address is a member’s, a letter with a link is on its way. Open the link in this browser, within ten minutes.';
  };
  return element(
    'form',
    { novalidate: '' },
    element('label', { class: 'question', for: 'email' }, 'Your e-mail address'),
    email,
    act('Send me a link', ask),
  );
};

where.replaceChildren(
  token
    ? element(
        'div',
        {},
        element('p', {}, 'Press the button to sign in to this browser.'),
        act('Sign in', open, finish),
      )
    : askForLink(),
);
