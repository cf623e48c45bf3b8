import { api, json } from '../parts/api.ts';
import { momentOf } from '../parts/dates.js';
import { element, place } from '../parts/element.ts';

/** @typedef {import('@skein/contracts').LinkedMeeting} Meeting */
/** @typedef {import('@skein/contracts').MeetingAnswer} Answer */

const where = place('meeting');
const token = encodeURIComponent(new URLSearchParams(location.hash.slice(1)).get('token') ?? '');

/** @type {Record<Answer, string>} */
const labels = { yes: 'Yes', maybe: 'Maybe', no: 'No' };

/** @param {string} message */
const fail = (message) => {
  where.querySelector('.problem')?.remove();
  where.append(element('p', { class: 'problem', role: 'alert' }, message));
};

/** @param {Meeting} meeting */
const said = ({ mine, waiting, left }) => {
  if (mine?.place)
    return `You are number ${mine.place} on the waiting list. We write to you as soon as there is a seat.`;
  if (mine?.removed) return 'A host took your seat away. You can answer again.';
  if (mine?.answer === 'yes') return 'You said yes: you have a seat.';
  if (mine?.answer === 'maybe') return 'You said maybe.';
  if (mine?.answer === 'no') return 'You said no.';
  return left === 0 ? `All seats are taken; ${waiting} wait.` : '';
};

/** @param {Meeting} meeting */
const warning = ({ mine, waiting }) => {
  if (mine?.state === 'waiting') return 'If you say maybe or no, you give your place on the waiting list up.';
  return mine?.state === 'seated' && waiting
    ? 'If you say maybe or no, the first who waits gets your seat at once.'
    : '';
};

/** @param {Meeting} meeting @param {Answer} answer */
const button = (meeting, answer) => {
  const waits = answer === 'yes' && meeting.left === 0 && meeting.mine?.answer !== 'yes';
  const label = waits ? 'Wait for a seat' : labels[answer];
  const pressed = String(meeting.mine?.answer === answer);
  const one = /** @type {HTMLButtonElement} */ (
    element('button', { type: 'button', 'aria-pressed': pressed }, label)
  );
  one.addEventListener('click', async () => {
    one.disabled = true;
    try {
      show(await api(`/meeting-answers?token=${token}`, json({ answer })));
    } catch (error) {
      one.disabled = false;
      fail(/** @type {Error} */ (error).message);
    }
  });
  return one;
};

/** @param {Meeting} meeting */
const choices = (meeting) => {
  if (meeting.cancelled) return [element('p', {}, 'The meeting is cancelled.')];
  if (!meeting.open) return [element('p', {}, 'The meeting is over: nobody can answer it any more.')];
  const answers = /** @type {Answer[]} */ (['yes', 'maybe', 'no']);
  const follows = warning(meeting);
  return [
    element('h2', {}, 'Do you come?'),
    element('p', { class: 'answers' }, ...answers.flatMap((answer) => [button(meeting, answer), ' '])),
    ...(follows ? [element('p', { class: 'quiet' }, follows)] : []),
  ];
};

/** @param {Meeting} meeting */
const show = (meeting) => {
  const { title, startsAt, minutes, place: room } = meeting;
  const status = said(meeting);
  where.replaceChildren(
    element('h1', {}, title),
    element('p', {}, `${momentOf(startsAt)}, ${minutes} minutes${room ? `, ${room}` : ''}`),
    ...(status ? [element('p', { class: 'done', role: 'status' }, status)] : []),
    ...choices(meeting),
  );
};

const start = async () => {
  if (!token) throw new Error('The link is not whole: open it again from the letter.');
  show(await api(`/meeting-answers?token=${token}`));
};

start().catch((error) => fail(error.message));
