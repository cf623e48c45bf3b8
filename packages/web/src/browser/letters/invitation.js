import { api, json } from '../parts/api.ts';
import { dayOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';

/** @typedef {{ status: string, community: { name: string, domain: string, description: string }, role: string, invitedBy?: string, message?: string, expiresAt: string, newcomer: boolean, textVersion: string, purposes: { purpose: string, text: string }[] }} Invitation */

const where = place('invitation');
// Behind the hash, so that no server and no log of the page ever sees it.
const token = new URLSearchParams(location.hash.slice(1)).get('token');
const withToken = (/** @type {string} */ path) => `${path}?token=${encodeURIComponent(token ?? '')}`;

/** @param {string} text */
const fail = (text) => {
  where.querySelector('.problem')?.remove();
  where.append(element('p', { class: 'problem', role: 'alert' }, text));
};

/** @param {string} text */
const finish = (text) => {
  where.replaceChildren(
    element('h1', {}, 'Thank you'),
    element('p', { class: 'done', role: 'status' }, text),
    element('p', {}, element('a', { href: '/' }, 'See the communities of this network')),
  );
  history.replaceState(null, '', location.pathname);
};

/** @param {string} text */
const paragraphs = (text) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((one) => element('p', {}, one));

/** What each state that cannot be answered says. @type {Record<string, string>} */
const over = {
  expired: 'This invitation has run out. Whoever invited you can renew it.',
  accepted: 'You have accepted this invitation already.',
  declined: 'You have declined this invitation.',
  withdrawn: 'This invitation was withdrawn.',
  closed: 'This community has been closed meanwhile.',
};

/** @param {string} label @param {() => Promise<void>} act @param {Record<string, string>} [attributes] */
const action = (label, act, attributes = { type: 'button', class: 'secondary' }) => {
  const button = /** @type {HTMLButtonElement} */ (element('button', attributes, label));
  button.addEventListener('click', async (event) => {
    const form = button.form;
    if (button.type === 'submit' && form && !form.reportValidity()) return;
    event.preventDefault();
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      button.disabled = false;
      fail(/** @type {Error} */ (error).message);
    }
  });
  return button;
};

/** @param {Invitation['purposes']} purposes */
const aboutNewcomer = (purposes) => [
  element('label', { class: 'question', for: 'name' }, 'Your name, as others are to see it'),
  element('input', {
    class: 'text',
    id: 'name',
    name: 'name',
    required: '',
    maxlength: '200',
    autocomplete: 'name',
  }),
  element(
    'fieldset',
    {},
    element('legend', {}, 'I also agree to this (none of it is needed)'),
    ...purposes.map(({ purpose, text }) =>
      element(
        'label',
        { class: 'choice' },
        element('input', { type: 'checkbox', name: 'consent', value: purpose }),
        element('span', {}, text),
      ),
    ),
  ),
];

/** @param {Invitation} invitation */
const show = ({
  status,
  community,
  role,
  invitedBy,
  message,
  expiresAt,
  newcomer,
  textVersion,
  purposes,
}) => {
  const form = /** @type {HTMLFormElement} */ (element('form'));
  const accept = async () => {
    const told = new FormData(form);
    const consents = told.getAll('consent');
    const body = { ...(newcomer && { name: told.get('name'), textVersion, consents }) };
    await api(withToken('/invitation-answers/acceptance'), json(body));
    finish(`You belong to ${community.name} now. We have sent you a letter of welcome.`);
  };
  const decline = async () => {
    await api(withToken('/invitation-answers/refusal'), { method: 'POST' });
    finish('You declined, and that is fine. Your address is forgotten.');
  };
  form.append(
    ...(newcomer ? aboutNewcomer(purposes) : []),
    element(
      'p',
      { class: 'answers' },
      action('Accept', accept, { type: 'submit' }),
      ' ',
      action('Decline', decline),
    ),
  );
  const as = role === 'member' ? '' : `, as ${role}`;
  where.replaceChildren(
    element('h1', {}, `You are invited to ${community.name}`),
    element('p', {}, `${invitedBy ? `${invitedBy} invites you` : 'You are invited'}${as}.`),
    ...paragraphs(message ?? ''),
    element('h2', {}, 'What it cares about'),
    element('p', {}, community.domain),
    ...paragraphs(community.description),
    ...(status === 'open'
      ? [form, element('p', { class: 'quiet' }, `You can answer until ${dayOf(expiresAt)}.`)]
      : [element('p', { class: 'done', role: 'status' }, over[status] ?? '')]),
  );
};

const start = async () => {
  if (!token) throw new Error('The link is not whole: open it again from the letter.');
  show(await api(withToken('/invitation-answers')));
};

start().catch((error) => fail(error.message));
