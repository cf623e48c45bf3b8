import { api, json } from '../parts/api.ts';
import { momentOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';

/** @typedef {'met' | 'working-together' | 'nothing'} Came */
/** @typedef {{ weaver: string, reason: string, others: { name: string, community?: string }[], expiresAt: string, open: boolean, connected: boolean, answer?: 'accept' | 'decline', came?: Came }} Introduction */

const where = place('introduction');
const token = encodeURIComponent(new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
const said = {
  accept: 'Thank you: you said yes. As soon as they do too, we write to you with their address.',
  decline: 'You said no, and that is fine: they are not told.',
};
/** @type {Record<Came, string>} */
const outcomes = {
  met: 'We met',
  'working-together': 'We are working together',
  nothing: 'Nothing came of it',
};

/** @param {string} message */
const fail = (message) => {
  where.querySelector('.problem')?.remove();
  where.append(element('p', { class: 'problem', role: 'alert' }, message));
};

/** @param {string} label @param {string} path @param {object} body */
const button = (label, path, body) => {
  const one = /** @type {HTMLButtonElement} */ (element('button', { type: 'button' }, label));
  one.addEventListener('click', async () => {
    one.disabled = true;
    try {
      show(await api(`${path}?token=${token}`, json(body)));
    } catch (error) {
      one.disabled = false;
      fail(/** @type {Error} */ (error).message);
    }
  });
  return one;
};

/** @param {Introduction} introduction */
const choices = ({ open, connected, expiresAt, came }) => {
  if (connected) {
    const buttons = Object.entries(outcomes).flatMap(([value, label]) => [
      button(label, '/introduction-outcomes', { came: value }),
      ' ',
    ]);
    return [
      element('h2', {}, 'What came of it?'),
      ...(came ? [element('p', { class: 'done', role: 'status' }, `You said: ${outcomes[came]}.`)] : []),
      element('p', { class: 'answers' }, ...buttons),
    ];
  }
  if (!open) return [element('p', {}, 'The time for answering is over.')];
  const until = `You can answer, and change your answer, until ${momentOf(expiresAt)}.`;
  return [
    element('p', {}, 'Only if you say yes, and they do too, does each of you get the other’s address.'),
    element(
      'p',
      { class: 'answers' },
      button('Yes, introduce us', '/introduction-answers', { answer: 'accept' }),
      ' ',
      button('No, thank you', '/introduction-answers', { answer: 'decline' }),
    ),
    element('p', { class: 'quiet' }, until),
  ];
};

/** @param {Introduction} introduction */
const show = (introduction) => {
  const { weaver, reason, others, answer, connected } = introduction;
  const names = others.map(({ name, community }) =>
    element('li', {}, element('strong', {}, name), community ? `, ${community}` : ''),
  );
  const status = connected ? 'You are introduced: the addresses are in our letter.' : answer && said[answer];
  where.replaceChildren(
    element('h1', {}, 'Would you like to know each other?'),
    ...(status ? [element('p', { class: 'done', role: 'status' }, status)] : []),
    element('p', {}, `${weaver} would like to introduce you to:`),
    element('ul', {}, ...names),
    ...reason
      .split('\n')
      .filter(Boolean)
      .map((paragraph) => element('p', {}, paragraph)),
    ...choices(introduction),
  );
};

const start = async () => {
  if (!token) throw new Error('The link is not whole: open it again from the letter.');
  show(await api(`/introduction-answers?token=${token}`));
};

start().catch((error) => fail(error.message));
