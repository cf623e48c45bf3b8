import { api, element, place } from './element.js';

/** @typedef {{ kind: string, key: string, text: string, help?: string, required: boolean, from?: number, to?: number, lowLabel?: string, highLabel?: string, maxLength?: number, levels?: string[], choices?: { key: string, label: string }[] }} Question */

const link = new URLSearchParams(location.hash.slice(1));
const survey = link.get('id');
const token = link.get('token') ?? undefined;
const where = place('survey');

/** A UUIDv7, the same for this survey until it is sent: sending it twice counts once. */
const responseId = () => {
  const kept = `skein-response-${survey}-${token?.slice(-12) ?? ''}`;
  const before = localStorage.getItem(kept);
  if (before) return before;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Date.now()) << 16n);
  crypto.getRandomValues(bytes.subarray(6));
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
  localStorage.setItem(kept, id);
  return id;
};

/**
 * @param {'radio' | 'checkbox'} type
 * @param {string} name
 * @param {string} value
 * @param {string} label
 */
const choice = (type, name, value, label) =>
  element('label', { class: 'choice' }, element('input', { type, name, value }), element('span', {}, label));

/** @param {Question} question @returns {Node[]} */
const inputs = ({
  kind,
  key,
  from = 1,
  to = 5,
  lowLabel = '',
  highLabel = '',
  levels = [],
  choices = [],
  maxLength = 2000,
}) => {
  if (kind === 'scale') {
    const ends = new Map([
      [from, ` – ${lowLabel}`],
      [to, ` – ${highLabel}`],
    ]);
    return Array.from({ length: to - from + 1 }, (_, step) => from + step).map((value) =>
      choice('radio', key, String(value), `${value}${ends.get(value) ?? ''}`),
    );
  }
  if (kind === 'levels')
    return levels.map((text, index) => choice('radio', key, String(index + 1), `${index + 1} – ${text}`));
  if (kind === 'text')
    return [
      element('textarea', { name: key, maxlength: String(maxLength), 'aria-labelledby': `question-${key}` }),
    ];
  return choices.map((option) =>
    choice(kind === 'multiple' ? 'checkbox' : 'radio', key, option.key, option.label),
  );
};

/** @param {Question} question */
const field = (question) => {
  const text = `${question.text}${question.required ? ' (needed)' : ''}`;
  const help = question.help ? [element('p', { class: 'quiet' }, question.help)] : [];
  return element(
    'fieldset',
    {},
    element('legend', { id: `question-${question.key}` }, text),
    ...help,
    ...inputs(question),
  );
};

/** @param {Question[]} questions @param {FormData} data */
const answersOf = (questions, data) => {
  /** @type {Record<string, number | string | string[]>} */
  const answers = {};
  for (const { kind, key } of questions) {
    const given = data.getAll(key).map(String).filter(Boolean);
    const [first] = given;
    if (first === undefined) continue;
    if (kind === 'multiple') answers[key] = given;
    else answers[key] = kind === 'scale' || kind === 'levels' ? Number(first) : first;
  }
  return answers;
};

const modes = /** @type {Record<string, string>} */ ({
  named: 'Your name stands with your answers.',
  confidential:
    'Your answers are kept apart from your name, and shown only for groups that are large enough.',
});

const start = async () => {
  if (!survey) throw new Error('The link is not whole: open it again from the letter.');
  const { title, mode, status, form } = await api(`/surveys/${encodeURIComponent(survey)}/form`);
  if (status === 'closed')
    return where.replaceChildren(element('h1', {}, title), element('p', {}, 'This survey is closed.'));
  const send = /** @type {HTMLButtonElement} */ (element('button', { type: 'submit' }, 'Send'));
  const asked = element('form', {}, ...form.questions.map(field), send);
  asked.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    asked.querySelector('.problem')?.remove();
    const answers = answersOf(form.questions, new FormData(/** @type {HTMLFormElement} */ (asked)));
    const body = JSON.stringify({ response: responseId(), token, instrumentVersion: form.number, answers });
    try {
      const headers = { 'content-type': 'application/json' };
      await api(`/surveys/${encodeURIComponent(survey)}/responses`, { method: 'POST', headers, body });
      where.replaceChildren(
        element('h1', {}, title),
        element('p', { class: 'done', role: 'status' }, 'Thank you: your answers have arrived.'),
      );
    } catch (error) {
      send.disabled = false;
      asked.append(element('p', { class: 'problem', role: 'alert' }, /** @type {Error} */ (error).message));
    }
  });
  return where.replaceChildren(
    element('h1', {}, title),
    element('p', { class: 'quiet' }, modes[mode] ?? ''),
    asked,
  );
};

start().catch((error) =>
  where.replaceChildren(element('p', { class: 'problem', role: 'alert' }, error.message)),
);
