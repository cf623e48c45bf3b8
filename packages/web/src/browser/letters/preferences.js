import { api, json } from '../parts/api.ts';
import { dayOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';
import { signedInHere } from '../session/signed-in.js';

/** @typedef {{ purpose: string, text: string, given: boolean, since?: string, onConsent: boolean }} Purpose */
/** @typedef {{ textVersion: string, purposes: Purpose[], erasure?: 'proposed' | 'unconfirmed' | 'confirmed' }} Preferences */

const where = place('preferences');
// Behind the hash, so that no server and no log of the page ever sees it.
const token = new URLSearchParams(location.hash.slice(1)).get('token');
/** @param {string} path @param {RequestInit} [options] */
const call = (path, options) => api(`${path}?token=${encodeURIComponent(token ?? '')}`, options);

/** @param {string} text @param {'status' | 'alert'} role */
const say = (text, role) => {
  where.querySelector(`[role=${role}]`)?.remove();
  where.prepend(element('p', { class: role === 'alert' ? 'problem' : 'done', role }, text));
};

/** @param {Purpose} purpose */
const choice = ({ purpose, text, given, since, onConsent }) => {
  const box = element('input', { type: 'checkbox', name: purpose, ...(given && { checked: '' }) });
  const when = since ? [`${given ? 'Since' : 'Stopped on'} ${dayOf(since)}. `] : [];
  const why = given && !onConsent ? ['The network does this without asking you; you can still stop it.'] : [];
  const note = [...when, ...why].join('');
  const words = element('span', {}, text);
  if (note) words.append(element('br'), element('span', { class: 'quiet' }, note));
  return element('label', { class: 'choice' }, box, words);
};

/** @param {string} label @param {() => Promise<string>} act @param {Record<string, string>} [attributes] */
const action = (label, act, attributes = { type: 'button', class: 'secondary' }) => {
  const button = /** @type {HTMLButtonElement} */ (element('button', attributes, label));
  button.addEventListener('click', async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      say(await act(), 'status');
    } catch (error) {
      button.disabled = false;
      say(/** @type {Error} */ (error).message, 'alert');
    }
    scrollTo(0, 0);
  });
  return button;
};

const forgetting = {
  proposed:
    'Somebody who hosts the network noted that you asked in writing to be forgotten. Nothing happens until another host agrees. If you did not ask for it, write to them.',
  unconfirmed:
    'You asked to be forgotten. Nothing happens until you use the link in the letter that we sent you.',
  confirmed: 'You are to be forgotten: what the network holds about you will be deleted within one month.',
};

/** @param {Preferences} preferences */
const show = ({ textVersion, purposes, erasure }) => {
  const form = /** @type {HTMLFormElement} */ (element('form'));
  const save = async () => {
    const ticked = new FormData(form);
    const choices = purposes
      .filter(({ purpose, given }) => ticked.has(purpose) !== given)
      .map(({ purpose }) => ({ purpose, given: ticked.has(purpose) }));
    if (choices.length) show(await call('/preferences', json({ textVersion, choices })));
    return 'Saved.';
  };
  const stop = async () => {
    show(await call('/preferences/stop', { method: 'POST' }));
    return 'Everything is stopped. You are welcome back whenever you like.';
  };
  const forget = async () => {
    const { status } = await call('/preferences/erasure', { method: 'POST' });
    return status === 'confirmed'
      ? forgetting.confirmed
      : 'We have sent you a letter. Nothing happens until you use the link in it.';
  };
  const legend = element('legend', {}, 'I agree to this');
  form.append(
    element('fieldset', {}, legend, ...purposes.map(choice)),
    action('Save my choices', save, { type: 'submit' }),
  );
  where.replaceChildren(
    form,
    element('h2', {}, 'Stop everything'),
    element('p', {}, 'One step, and nothing of the above reaches you any more. You stay a member.'),
    action('Stop everything', stop),
    element('h2', {}, 'Forget me'),
    ...(erasure
      ? [element('p', {}, forgetting[erasure])]
      : [
          element(
            'p',
            {},
            'You leave the network altogether. First we send you a letter, so that nobody else can do this for you. Once you confirm it, we will delete what the network holds about you within one month; the people who host it see to that.',
          ),
          action('Forget me', forget, { type: 'button', class: 'danger' }),
        ]),
  );
};

const signInFirst = () =>
  element(
    'p',
    { role: 'status' },
    'Open this page from a letter, or ',
    element('a', { href: '/sign-in?back=%2Fme%2Fagreements' }, 'sign in'),
    '.',
  );

const start = async () => {
  // Who is signed in has all of this, and more, among the pages about themselves.
  if (!token && signedInHere()) return location.replace('/me/agreements');
  if (!token) return where.replaceChildren(signInFirst());
  show(await call('/preferences'));
};

start().catch((error) => say(error.message, 'alert'));
