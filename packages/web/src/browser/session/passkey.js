import { api, json } from '../parts/api.ts';
import { element } from '../parts/element.ts';

/** @typedef {{ accessToken: string, actor: { awaiting?: { passkey: 'use' | 'register', roles: string[] } } }} Session */

/** @param {Session} session @param {unknown} [body] */
const post = ({ accessToken }, body) => json(body, { headers: { authorization: `Bearer ${accessToken}` } });

/** What a browser says when its person closed the window, or let it stand too long, is no sentence for people. */
const asked = async (/** @type {() => Promise<Credential | null>} */ ask) => {
  try {
    return /** @type {PublicKeyCredential} */ (await ask()).toJSON();
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'InvalidStateError')
      throw new Error('This device holds a passkey of yours already: use that one.');
    throw new Error('The passkey was not given. Press the button to try again.');
  }
};

/** Uses a passkey for the session. @param {Session} session */
const give = async (session) => {
  const options = await api('/sessions/current/passkey-options', post(session));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await asked(() => navigator.credentials.get({ publicKey }));
  await api('/sessions/current/passkey', post(session, { credential }));
};

/** Registers a first passkey in the session. @param {Session} session @param {string} name */
const register = async (session, name) => {
  const options = await api('/passkeys/registration-options', post(session));
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await asked(() => navigator.credentials.create({ publicKey }));
  await api('/passkeys', post(session, { name, credential }));
};

/**
 * The second step of signing in, for those whose roles need a passkey; nothing for everybody else.
 * @param {Session} session
 * @param {{ act: (label: string, step: () => Promise<string>) => HTMLElement }} page
 * @returns {HTMLElement | undefined}
 */
export const passkeyStep = (session, { act }) => {
  const { awaiting } = session.actor;
  if (!awaiting) return undefined;
  const done = 'You are signed in, with all your roles.';
  if (!('credentials' in navigator) || typeof PublicKeyCredential === 'undefined')
    return element(
      'p',
      { class: 'problem', role: 'alert' },
      'You are signed in, but your roles need a passkey and this browser keeps none. Use another browser.',
    );
  if (awaiting.passkey === 'use')
    return element(
      'div',
      {},
      element('p', {}, 'Your roles in the network need a passkey beside the link: your finger, face or PIN.'),
      act('Use my passkey', async () => {
        await give(session);
        return done;
      }),
    );
  const name = /** @type {HTMLInputElement} */ (
    element('input', { id: 'passkey-name', class: 'text', maxlength: '80', value: 'This device' })
  );
  return element(
    'div',
    {},
    element(
      'p',
      {},
      'Your roles in the network need a passkey beside the link. Make one now: the device asks for your finger, face or PIN, and nothing of it leaves the device.',
    ),
    element('label', { class: 'question', for: 'passkey-name' }, 'A name to know it by'),
    name,
    act('Make a passkey', async () => {
      await register(session, name.value.trim() || 'This device');
      return done;
    }),
  );
};
