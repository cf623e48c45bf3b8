import { api, json } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';
import { passkeyStep } from './passkey.js';
import { rememberWay, signedInHere, wayOn } from './signed-in.js';

rememberWay();
const where = place('action');
/** @param {string} text */
const say = (text) => where.replaceChildren(element('p', { class: 'done', role: 'status' }, text));

/** Says that it is done, and where to go on: to the page that asked for it, or to the first one. */
const finish = (/** @type {string} */ text) => {
  const { href, label } = wayOn();
  say(text);
  where.append(element('p', {}, element('a', { href }, label)));
};

/** @param {unknown} error @returns {void} */
const saysWhy = (error) =>
  where.append(element('p', { class: 'problem', role: 'alert' }, /** @type {Error} */ (error).message));

/** A button that does one thing and says what came of it. @param {string} label @param {() => Promise<string>} step @param {(text: string) => void} [then] @param {(error: unknown) => void} [otherwise] */
const act = (label, step, then = say, otherwise = saysWhy) => {
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
      otherwise(error);
    }
  });
  return button;
};

/** @param {string} token */
const open = async (token) => {
  const session = await api('/sessions', json({ token }));
  history.replaceState(null, '', location.pathname);
  const step = passkeyStep(session, { act: (label, step) => act(label, step, finish) });
  if (!step) return 'You are signed in.';
  where.replaceChildren(step);
  return '';
};

/** Asks for a link; `pass` is what a letter gave to ask with. @param {string} [pass] */
const askForLink = (pass) => {
  const email = /** @type {HTMLInputElement} */ (
    element('input', { id: 'email', class: 'text', type: 'email', autocomplete: 'email', required: '' })
  );
  const ask = async () => {
    if (!email.reportValidity()) throw new Error('Write your e-mail address, as in name@example.org.');
    await api('/sign-in-links', json({ email: email.value, ...(pass && { pass }) }));
    history.replaceState(null, '', location.pathname);
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

/** A link that opens nothing leads on: to a new one, or to where its person is in already. @param {unknown} error */
const leadOn = (error) => {
  const { problem } = /** @type {{ problem?: { status: number } }} */ (error);
  if (problem?.status === 401) {
    history.replaceState(null, '', location.pathname);
    where.replaceChildren(askForLink());
  }
  saysWhy(error);
  if (problem?.status === 401 && signedInHere())
    where.append(
      element(
        'p',
        {},
        'Somebody signed in with this browser before. ',
        element('a', { href: '/' }, 'Go on to the communities of this network'),
        '.',
      ),
    );
};

/** Shows what the address asks for: a link may be opened in a page that stands open, too. */
const show = () => {
  // Behind the hash, so that no server and no log ever sees it before the button is pressed.
  const hash = new URLSearchParams(location.hash.slice(1));
  const token = hash.get('token');
  where.replaceChildren(
    token
      ? element(
          'div',
          {},
          element('p', {}, 'Press the button to sign in to this browser.'),
          act('Sign in', () => open(token), finish, leadOn),
        )
      : askForLink(hash.get('pass') ?? undefined),
  );
};

addEventListener('hashchange', show);
show();
