import type { QuizMark } from '@skein/contracts';
import { element } from '../parts/element.ts';
import type { AskedVersion } from './form.ts';
import type { Receipt } from './kept.ts';
import { moment, own } from './view.ts';

const quizPart = ({ points, of, questions }: QuizMark, asked: AskedVersion): HTMLElement => {
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

const button = (label: string, press: () => void): HTMLButtonElement => {
  const made = element('button', { type: 'button', class: 'secondary' }, label);
  made.addEventListener('click', press);
  return made;
};

interface Done {
  readonly said: string;
  readonly asked: AskedVersion;
  readonly receipt: Receipt;
  /** Absent once it is closed. */
  readonly closes: Date | undefined;
  /** Whether others may answer on this device too. */
  readonly forAnyone: boolean;
  change(): void;
  takeBack(): void;
  forget(): void;
}

/** What was sent, its receipt, and what can still be done with it. */
export const receiptView = (done: Done): { view: HTMLElement; focus(): void } => {
  const { said, asked, receipt, closes, forAnyone, change, takeBack, forget } = done;
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
  const heading = own('p', { class: 'done', role: 'status', tabindex: '-1' }, said);
  const view = element(
    'div',
    { id: 'outcome' },
    heading,
    ...(receipt.quiz ? [quizPart(receipt.quiz, asked)] : []),
    own(
      'div',
      {},
      element('p', {}, 'Your receipt: ', element('span', { class: 'receipt' }, receipt.response)),
      element('p', { class: 'quiet' }, `It is kept on this device. ${until}`),
      element('p', { class: 'after' }, ...buttons),
    ),
  );
  return { view, focus: () => heading.focus() };
};
