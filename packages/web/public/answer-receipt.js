import { moment, own } from './answer-view.js';
import { element } from './element.js';

/**
 * @typedef {import('./answer-form.js').AskedVersion} AskedVersion
 * @typedef {import('./answer-kept.js').Receipt} Receipt
 */

/** @param {NonNullable<Receipt['quiz']>} quiz @param {AskedVersion} asked */
const quizPart = ({ points, of, questions }, asked) => {
  const byKey = new Map(asked.questions.map((question) => [question.key, question]));
  const marked = questions.map(({ key, right, rightChoices, feedback = [] }) => {
    const question = byKey.get(key);
    const labels = new Map(
      question?.kind === 'quiz' ? question.choices.map((one) => [one.key, one.label]) : [],
    );
    const answer = rightChoices.map((choice) => labels.get(choice) ?? choice).join(' · ');
    return element(
      'li',
      {},
      element('p', {}, element('strong', {}, question?.text ?? '')),
      element(
        'p',
        {},
        own('span', {}, right ? 'Right.' : 'Not right. The right answer:'),
        right ? '' : ` ${answer}`,
      ),
      ...feedback.map(({ choice, text }) =>
        element('p', { class: 'quiet' }, `${labels.get(choice)}: ${text}`),
      ),
    );
  });
  return element(
    'section',
    { 'aria-labelledby': 'quiz' },
    own('h2', { id: 'quiz' }, `Your result: ${points} of ${of}`),
    element('ul', { class: 'marked' }, ...marked),
  );
};

/** @param {string} label @param {() => void} press */
const button = (label, press) => {
  const made = element('button', { type: 'button', class: 'secondary' }, label);
  made.addEventListener('click', press);
  return made;
};

/**
 * What was sent, its receipt, and what can still be done with it.
 * @param {{ said: string, asked: AskedVersion, receipt: Receipt, closes: Date | undefined, forAnyone: boolean, change(): void, takeBack(): void, forget(): void }} done
 *   `closes` is absent once it is closed; `forAnyone` where others may answer on this device too
 */
export const receiptView = ({ said, asked, receipt, closes, forAnyone, change, takeBack, forget }) => {
  const may = closes !== undefined && receipt.proof !== undefined;
  const until = may ? `You can change your answers, or take them back, until ${moment.format(closes)}.` : '';
  const back = button('Take my answers back', () => {
    const sure = button('Yes, take them back for good', takeBack);
    const no = button('No, leave them', () => {
      sure.remove();
      no.replaceWith(back);
      back.focus();
    });
    back.replaceWith(sure, no);
    sure.focus();
  });
  const buttons = [
    ...(may ? [button('Change my answers', change), back] : []),
    button(forAnyone ? 'Answer as somebody else' : 'Forget this on this device', forget),
  ];
  const done = own('p', { class: 'done', role: 'status', tabindex: '-1' }, said);
  const view = element(
    'div',
    { id: 'outcome' },
    done,
    ...(receipt.quiz ? [quizPart(receipt.quiz, asked)] : []),
    own(
      'div',
      {},
      element('p', {}, 'Your receipt: ', element('span', { class: 'receipt' }, receipt.response)),
      element('p', { class: 'quiet' }, `It is kept on this device. ${until}`),
      element('p', { class: 'after' }, ...buttons),
    ),
  );
  return { view, focus: () => done.focus() };
};
