import type { QuizMark, Receipt } from '@skein/contracts';
import { html, type Markup, type Part } from '@skein/web/markup';
import { addressOf } from '../../asking/invitations/address.ts';
import { hiddenFields } from './form.ts';
import type { Framed } from './frame.ts';
import { sayingOf } from './saying.ts';
import { type Carried, type Fields, inEnglish, momentOf, type View } from './view.ts';

/** What a quiz came to, question by question. */
const quizPart = ({ points, of, questions }: QuizMark, view: View, fields: Fields): Markup => {
  const english = inEnglish(view.language);
  const byKey = new Map(sayingOf(view, fields).asked.map((question) => [question.key, question]));
  const marked = questions.map(({ key, right, rightChoices, feedback = [] }) => {
    const question = byKey.get(key);
    const labels = new Map(
      question?.kind === 'quiz' ? question.choices.map((choice) => [choice.key, choice.label]) : [],
    );
    const answer = rightChoices.map((choice) => labels.get(choice) ?? choice).join(' · ');
    return html`<li><p><strong>${question?.text}</strong></p>
<p><span ${english}>${right ? 'Right.' : 'Not right. The right answer:'}</span> ${!right && answer}</p>
${feedback.map(({ choice, text }) => html`<p class="quiet">${labels.get(choice)}: ${text}</p>`)}</li>`;
  });
  return html`<section aria-labelledby="quiz"><h2 id="quiz" ${english}>Your result: ${points} of ${of}</h2><ul class="marked">${marked}</ul></section>`;
};

const given = (fields: Fields): Markup[] =>
  [...fields].flatMap(([name, values]) =>
    values.map((value) => html`<input type="hidden" name="${name}" value="${value}">`),
  );

const stepForm = (view: View, carried: Carried, fields: Part, step: string, label: string): Markup =>
  html`<form method="post" action="${addressOf(view.survey, { lang: view.language })}">${hiddenFields(carried)}${fields}
<p><button type="submit" name="step" value="${step}" class="secondary">${label}</button></p></form>`;

export interface Done {
  readonly view: View;
  readonly carried: Carried;
  readonly fields: Fields;
  readonly receipt: Pick<Receipt, 'response' | 'quiz' | 'proof'>;
  readonly changed: boolean;
  /** Other answers of this response are there already: these were not taken. */
  readonly otherwise?: boolean;
}

/** Shown once a response, or a change of it, is durably stored: its receipt, and what can still be done with it. */
export const donePage = ({ view, carried, fields, receipt, changed, otherwise }: Done): Framed => {
  const { response, quiz, proof } = receipt;
  const { language, title, plainPromise, closesAt } = view;
  const english = inEnglish(language);
  const owned: Carried = { ...carried, response, proof, revision: (carried.revision ?? 0) + 1 };
  const content = html`<h1>${title}</h1>
${
  otherwise
    ? html`<p class="problem" role="alert" ${english}>You have answered already, from another window, and that is what counts. What you sent now was not taken; to send it instead, change your answers below.</p>`
    : html`<p class="done" role="status" ${english}>Thank you: your ${changed ? 'changed ' : ''}answers have arrived.</p>`
}
${quiz && quizPart(quiz, view, fields)}
<div ${english}>
<p class="quiet">${plainPromise}</p>
<p>Your receipt: <span class="receipt">${response}</span></p>
${
  proof !== undefined &&
  html`<p>Until ${momentOf(closesAt, view)} you can change your answers or take them back, from this page. Nobody else can, so keep it open if you may want to.</p>
${stepForm(view, owned, given(fields), 'edit', 'Change my answers')}
${stepForm(view, owned, undefined, 'withdraw', 'Take my answers back')}`
}</div>`;
  return { title, language, scripted: false, content };
};

export const withdrawnPage = ({ title, language }: View): Framed => ({
  title,
  language,
  scripted: false,
  content: html`<h1>${title}</h1>
<p class="done" role="status" ${inEnglish(language)}>Your answers are taken back, for good. Nothing of them is counted.</p>`,
});

export interface Refused {
  readonly title: string;
  readonly what: string;
  /** What can be done about it. */
  readonly remedy: string;
  /** The survey, where its own page may still be put right by what the device keeps. */
  readonly survey?: string | undefined;
}

/** A page that has no form, and says why and what to do. */
export const refusedPage = ({ title, what, remedy, survey }: Refused): Framed => ({
  title,
  scripted: survey !== undefined,
  content: html`<div id="answering" data-survey="${survey}" data-state="refused"><h1>${title}</h1>
<p class="problem">${what}</p>
<p>${remedy}</p></div>`,
});
