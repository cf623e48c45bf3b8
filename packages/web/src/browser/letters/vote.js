import { api, json } from '../parts/api.ts';
import { momentOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';
import { rankingOf } from '../parts/ranking.ts';
import { ask, askToSignIn, session, whatFailed } from '../session/session.js';

/** @typedef {{ id: string, text: string, from?: string }} Statement */
/** @typedef {{ status: string, electors: number, ballots: number, quorum?: { needed: number, reached: boolean }, withheld?: string, smallestGroup: number, statements: string[], counted?: number, counts?: number[], order?: string[][], winners?: string[] }} Standing */
/** @typedef {{ number: number, title: string, question: string, method: 'plurality' | 'approval' | 'ranked', statements: Statement[], status: string, closesAt: string, secrecy: string, voted: boolean, choices?: string[], standing: Standing }} Paper */
/** @typedef {{ choices(): string[], fields: Node[] }} Choosing */

const where = place('vote');
// Behind the hash, so that no server and no log sees the token before the page sends it.
const link = new URLSearchParams(location.hash.slice(1));

/** Asks about one's own ballot: by the letter's link, else as who is signed in to this browser; undefined where nobody is. */
const connect = async () => {
  const token = link.get('token');
  const [id, round] = [link.get('id'), link.get('round')];
  if (!token && !(id && round)) throw new Error('The link is not whole: open it again from the letter.');
  if (!token && !(await session())) return undefined;
  const path = token
    ? `/ballot-papers?token=${encodeURIComponent(token)}`
    : `/votes/${encodeURIComponent(id ?? '')}/rounds/${encodeURIComponent(round ?? '')}/ballot`;
  const call = token ? api : ask;
  /** @param {string} method @param {unknown} [body] @returns {Promise<Paper>} */
  return (method, body) => call(path, json(body, { method }));
};

const asks = {
  plurality: 'Choose one.',
  approval: 'Choose all that you approve of.',
  ranked: 'Put them in your order, the best first. What you leave out comes last.',
};

/** Boxes or circles to choose with. @param {Paper} paper @returns {Choosing} */
const ticking = ({ method, statements, choices = [] }) => {
  const type = method === 'plurality' ? 'radio' : 'checkbox';
  const inputs = statements.map(({ id }) => {
    const input = /** @type {HTMLInputElement} */ (element('input', { type, name: 'choice', value: id }));
    input.checked = choices.includes(id);
    return input;
  });
  const fields = statements.map(({ text }, index) =>
    element('label', { class: 'choice' }, inputs[index] ?? '', element('span', {}, text)),
  );
  return { fields, choices: () => inputs.filter(({ checked }) => checked).map(({ value }) => value) };
};

/** @param {Standing} standing */
const whyWithheld = ({ withheld, smallestGroup }) =>
  ({
    'until-closed': 'How it stands is shown when the round has closed.',
    'runners-only': 'How it stands is shown to the hosts alone.',
    'too-few': `Numbers are shown once ${smallestGroup} have voted, so that they give nobody away.`,
  })[withheld ?? ''];

/** @param {Standing} standing @param {Statement[]} statements */
const places = ({ order = [], counts, statements: ids }, statements) =>
  element(
    'ol',
    { class: 'places' },
    ...order.map((tied) => {
      const texts = tied.map((id) => {
        const text = statements.find((statement) => statement.id === id)?.text ?? '';
        const votes = counts?.[ids.indexOf(id)];
        return votes === undefined ? text : `${text} (${votes})`;
      });
      return element('li', {}, tied.length > 1 ? 'Tied: ' : '', texts.join(' · '));
    }),
  );

/** @param {Paper} paper */
const standingOf = ({ standing, statements }) => {
  const { ballots, electors, quorum, counted, winners } = standing;
  const needed = quorum
    ? `; ${quorum.needed} are needed, ${quorum.reached ? 'reached' : 'not reached yet'}`
    : '';
  const withheld = whyWithheld(standing);
  const won = (winners ?? []).map((id) => statements.find((one) => one.id === id)?.text ?? '');
  return element(
    'section',
    { 'aria-labelledby': 'standing' },
    element('h2', { id: 'standing' }, won.length ? 'How it came out' : 'So far'),
    element('p', {}, `${ballots} of ${electors} have voted${needed}.`),
    ...(won.length ? [element('p', {}, element('strong', {}, `Most support: ${won.join(' · ')}`))] : []),
    ...(withheld ? [element('p', { class: 'quiet' }, withheld)] : []),
    ...(counted
      ? [element('p', { class: 'quiet' }, `Of ${counted} ballots:`), places(standing, statements)]
      : []),
  );
};

/** @param {string} label @param {string} type @param {Record<string, string>} [more] */
const button = (label, type, more = {}) =>
  /** @type {HTMLButtonElement} */ (element('button', { type, ...more }, label));

/** @param {NonNullable<Awaited<ReturnType<typeof connect>>>} call @param {Paper} paper @param {string} [said] */
const show = (call, paper, said) => {
  const { title, number, question, method, status, closesAt, voted, secrecy } = paper;
  const open = status === 'open';
  const notes = [
    ...(said ? [element('p', { class: 'done', role: 'status', tabindex: '-1' }, said)] : []),
    ...(voted && !said ? [element('p', { class: 'done', role: 'status' }, 'You have voted.')] : []),
  ];
  const choosing = method === 'ranked' ? rankingOf(paper) : ticking(paper);
  const form = element(
    'form',
    {},
    element('fieldset', {}, element('legend', {}, asks[method]), ...choosing.fields),
  );
  /** @param {HTMLButtonElement} pressed @param {() => Promise<Paper>} step @param {string} done */
  const act = async (pressed, step, done) => {
    pressed.disabled = true;
    form.querySelector('.problem')?.remove();
    try {
      show(call, await step(), done);
      /** @type {HTMLElement | null} */ (where.querySelector('[role=status]'))?.focus();
    } catch (error) {
      pressed.disabled = false;
      form.append(element('p', { class: 'problem', role: 'alert' }, /** @type {Error} */ (error).message));
    }
  };
  const send = button(voted ? 'Change my vote' : 'Vote', 'submit');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const choices = choosing.choices();
    const cast = async () => {
      if (choices.length === 0) throw new Error('Choose at least one statement.');
      return call('POST', { choices, change: voted });
    };
    void act(send, cast, voted ? 'Thank you: your vote is changed.' : 'Thank you: your vote is in.');
  });
  const back = button('Take my vote back', 'button', { class: 'secondary' });
  back.addEventListener('click', () => void act(back, () => call('DELETE'), 'Your vote is taken back.'));
  form.append(element('p', { class: 'answers' }, send, ...(voted ? [' ', back] : [])));
  where.replaceChildren(
    element('h1', {}, title),
    element('p', { class: 'quiet' }, `Round ${number}`),
    ...notes,
    ...question.split('\n').map((paragraph) => element('p', {}, paragraph)),
    ...(open
      ? [
          form,
          element('p', {}, `You can vote, and change your vote, until ${momentOf(closesAt)}.`),
          element('p', { class: 'quiet' }, secrecy),
        ]
      : [element('p', {}, 'This round is closed. What was cast before counts.')]),
    standingOf(paper),
  );
};

const start = async () => {
  const call = await connect();
  if (call) return show(call, await call('GET'));
  return where.replaceChildren(askToSignIn('This vote is for members of the network.'));
};

start().catch((error) => {
  const ways = element('p', {}, element('a', { href: '/surveys' }, 'Surveys and votes'));
  where.replaceChildren(element('h1', {}, 'Vote'), whatFailed(error), ways);
});
