import { api, json } from '../parts/api.ts';
import { dayOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';

/** What the button of each letter's page does, and what it says then. @type {Record<string, (token: string) => Promise<string>>} */
const actions = {
  'confirm-joining': async (token) => {
    await api('/join-requests/confirmations', json({ token }));
    return 'Thank you. You will hear from the community soon.';
  },
  'confirm-erasure': async (token) => {
    const { notBefore } = await api('/erasure-requests/confirmations', json({ token }));
    if (notBefore)
      return `Your wish stands. So that nobody else can make it for you, it is carried out from ${dayOf(notBefore)} on.`;
    return 'Your wish stands. What the network holds about you will be deleted within one month.';
  },
  'confirm-address': async (token) => {
    await api('/address-changes/confirmations', json({ token }));
    return 'Thank you. From now on the network writes to this address.';
  },
  'keep-address': async (token) => {
    const { status } = await api('/address-changes/refusals', json({ token }));
    const said = status === 'undone' ? 'Your address was put back' : 'Your address stays as it is';
    return `${said}, and you are signed out everywhere. Tell the people who host the network.`;
  },
  unsubscribe: async (token) => {
    await api(`/unsubscribe?token=${encodeURIComponent(token)}`, { method: 'POST' });
    return 'Done: this letter will not come again.';
  },
  'never-again': async (token) => {
    await api(`/never-again?token=${encodeURIComponent(token)}`, { method: 'POST' });
    return 'Done: this network does not write to this address again.';
  },
  'survey-letters': async (token) => {
    const id = encodeURIComponent(new URLSearchParams(location.hash.slice(1)).get('id') ?? '');
    await api(`/surveys/${id}/silence?token=${encodeURIComponent(token)}`, { method: 'POST' });
    return 'Done: no more letters about this survey will come.';
  },
};

const where = place('action');
const button = /** @type {HTMLButtonElement} */ (where.querySelector('button'));
// Behind the hash, so that no server and no log ever sees it before the button is pressed.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    if (!token) throw new Error('The link is not whole: open it again from the letter.');
    const said = await actions[where.dataset.action ?? '']?.(token);
    where.replaceChildren(element('p', { class: 'done', role: 'status' }, said ?? ''));
    history.replaceState(null, '', location.pathname);
  } catch (error) {
    button.disabled = false;
    where.querySelector('.problem')?.remove();
    where.append(element('p', { class: 'problem', role: 'alert' }, /** @type {Error} */ (error).message));
  }
});
