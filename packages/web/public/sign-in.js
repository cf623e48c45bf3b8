import { api, element, place } from './element.js';
import { passkeyStep } from './passkey.js';

const where = place('action');
// Behind the hash, so that no server and no log ever sees it before the button is pressed.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

/** @param {unknown} body */
const json = (body) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** @param {string} text */
const say = (text) => where.replaceChildren(element('p', { class: 'done', role: 'status' }, text));

/** A button that does one thing and says what came of it. @param {string} label @param {() => Promise<string>} step */
const act = (label, step) => {
  const button = /** @type {HTMLButtonElement} */ (element('button', { type: 'submit' }, label));
  button.addEventListener('click', async (event) => {
    event.preventDefault();
    button.disabled = true;
    where.querySelector('.problem')?.remove();
    try {
      const said = await step();
      if (said) say(said);
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
  const step = passkeyStep(session, { act });
  if (!step) return 'You are signed in.';
  where.replaceChildren(step);
  return '';
};

const askForLink = () => {
  const email = /** @type {HTMLInputElement} */ (
    element('input', { id: 'email', type: 'email', autocomplete: 'email', required: '' })
  );
  const ask = async () => {
    if (!email.reportValidity()) throw new Error('Write your e-mail address, as in name@example.org.');
    await api('/sign-in-links', json({ email: email.value }));
    return 'If this address is a member’s, a letter with a link is on its way. Open the link in this browser, within ten minutes.';
  };
  return element(
    'form',
    { novalidate: '' },
    element('p', {}, element('label', { for: 'email' }, 'Your e-mail address'), element('br'), email),
    act('Send me a link', ask),
  );
};

where.replaceChildren(
  token
    ? element(
        'div',
        {},
        element('p', {}, 'Press the button to sign in to this browser.'),
        act('Sign in', open),
      )
    : askForLink(),
);
