import { fieldName } from '@skein/answering';
import type { Question, Section } from '@skein/contracts';
import { html, type Markup, type Part, paragraphsOf } from '@skein/web/markup';
import { addressOf } from '../../asking/invitations/address.ts';
import type { Framed } from './frame.ts';
import { renderQuestion } from './question.ts';
import { sayingOf } from './saying.ts';
import {
  type Carried,
  directionOf,
  type Fault,
  type Fields,
  inEnglish,
  momentOf,
  type View,
} from './view.ts';

/** Why the form is not to be answered just now; scripts may know better, from what their device keeps. */
export interface Notice {
  readonly state: 'closed' | 'used' | 'marked';
  readonly text: string;
}

export interface FormPage {
  readonly view: View;
  readonly carried: Carried;
  readonly fields: Fields;
  readonly faults?: readonly Fault[];
  readonly notice?: Notice | undefined;
  /** Said above what was not taken, where it is not the answers’ fault. */
  readonly trouble?: string | undefined;
}

/** All that is carried, as hidden fields. */
export const hiddenFields = (carried: Carried): Markup[] =>
  Object.entries(carried).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${String(value)}">`],
  );

const nameOfLanguage = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

const languageSwitch = ({ languages, language, survey }: View, { token, order }: Carried): Part =>
  languages.length > 1 &&
  html`<nav class="languages" aria-label="Language" ${inEnglish(language)}><ul>${languages.map((tag) => {
    const href = addressOf(survey, { lang: tag, order, token });
    const current = tag === language && html` aria-current="true"`;
    return html`<li><a href="${href}" hreflang="${tag}" lang="${tag}" dir="${directionOf(tag)}"${current}>${nameOfLanguage(tag)}</a></li>`;
  })}</ul></nav>`;

interface Stretch {
  readonly section: Section | undefined;
  readonly asked: Question[];
}

/** The questions in their order, those of one section together, and those of none between them. */
const stretchesOf = (questions: readonly Question[], sections: readonly Section[]): Stretch[] => {
  const byKey = new Map(sections.map((section) => [section.key, section]));
  const stretches: Stretch[] = [];
  for (const question of questions) {
    const section = byKey.get(question.section ?? '');
    const last = stretches.at(-1);
    if (last && last.section === section) last.asked.push(question);
    else stretches.push({ section, asked: [question] });
  }
  return stretches;
};

const faultsIn = (faults: readonly Fault[]): Map<string, string> =>
  new Map(faults.flatMap(({ key, text }) => (key === undefined ? [] : [[key, text] as const])));

/** As GOV.UK and NHS have it: on top, in focus, each leading to its field. */
const errorSummary = (faults: readonly Fault[], first: string, english: Part): Part =>
  faults.length > 0 &&
  html`<div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
<h2 id="error-summary-title" ${english}>There is a problem</h2>
<ul>${faults.map(({ key, text }) => html`<li><a href="#${fieldName(key ?? first)}">${text}</a></li>`)}</ul></div>`;

const questionsIn = ({ view, fields, faults = [] }: FormPage): Part => {
  const { form, language } = view;
  const { questions, sections = [] } = form;
  const english = inEnglish(language);
  const { say } = sayingOf(view, fields);
  const wrong = faultsIn(faults);
  return stretchesOf(questions, sections).map(({ section, asked }) => {
    const rendered = asked.map((question) => {
      const conditional = question.showIf !== undefined || section?.showIf !== undefined;
      return renderQuestion(question, conditional, {
        fields,
        english,
        say,
        fault: wrong.get(question.key),
      });
    });
    const text = paragraphsOf(section?.text ?? '', undefined, say);
    if (!section || section.title === undefined)
      return html`<div data-part>${text}${rendered}</div>
`;
    const { key, title } = section;
    return html`<section aria-labelledby="section.${key}" data-part><h2 id="section.${key}">${say(title)}</h2>${text}${rendered}</section>
`;
  });
};

/** What scripts need to know of the questions; what is right in a quiz is in neither. */
const askedIn = ({ form }: View): string => {
  const { number, questions, sections, paged } = form;
  return JSON.stringify({ number, questions, sections, paged });
};

const shuffled = ({ form: { questions, sections = [] } }: View): boolean =>
  sections.some(({ shuffle }) => shuffle) ||
  questions.some((question) => 'shuffle' in question && question.shuffle);

/** The form where there is nothing to send: only scripts bring it back, for what their device has kept. */
const withheld = (notice: Notice | undefined, form: Markup): Markup =>
  notice ? html`<template id="withheld">${form}</template>` : form;

/** A survey as a form that works as it is, and which scripts make more of. */
export const formPage = (page: FormPage): Framed => {
  const { view, carried, faults = [], notice, trouble } = page;
  const { survey, title, language, form, mode, link, promise, plainPromise, closesAt, closesAfter } = view;
  const english = inEnglish(language);
  const first = form.questions.find(({ kind }) => kind !== 'note')?.key ?? '';
  const lead = faults.length || trouble ? 'Error: ' : '';
  const content = html`<div id="answering" data-survey="${survey}" data-mode="${mode}" data-state="${notice?.state ?? 'open'}" data-link="${link ?? 'open'}" data-order="${carried.order}" ${shuffled(view) && html`data-shuffled`} data-asked="${askedIn(view)}">
${languageSwitch(view, carried)}
${errorSummary(faults, first, english)}
${trouble !== undefined && html`<p class="problem" role="alert" ${english}>${trouble}</p>`}
<h1>${form.title === title || language === view.languages[0] ? title : form.title}</h1>
${notice && html`<p class="problem" id="notice" ${english}>${notice.text}</p>`}
<p class="promise" id="promise" ${english} data-scripted="${promise}">${plainPromise}</p>
${withheld(
  notice,
  html`<form id="answers" method="post" action="${addressOf(survey, { lang: language })}" novalidate ${notice && html`hidden`}>
<div id="introduction">${paragraphsOf(form.introduction)}</div>
${hiddenFields(carried)}
${questionsIn(page)}
<p class="quiet" ${english}>The survey ${notice?.state === 'closed' ? 'was' : 'is'} open until ${momentOf(closesAt, view)}${closesAfter !== undefined && `, or until ${closesAfter} have answered`}.</p>
<p class="send" ${english}><button type="submit" name="step" value="send">${carried.proof === undefined ? 'Send' : 'Send the changed answers'}</button></p>
</form>`,
)}
</div>`;
  return { title: `${lead}${title}`, language, scripted: true, content };
};
