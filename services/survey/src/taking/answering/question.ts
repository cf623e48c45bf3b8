import { fieldName } from '@skein/answering';
import type { Question, QuestionOf } from '@skein/contracts';
import { html, type Markup, type Part, paragraphsOf } from '@skein/web/markup';
import { boundsOf, choicesOf, levelsOf, listOf, options, otherText, pointsOf, rowsOf } from './choices.ts';
import type { Fields } from './view.ts';

export interface Asking {
  readonly fields: Fields;
  /** Attributes of words of the page's own. */
  readonly english: Markup | undefined;
  /** A text with the answers that it fills in. */
  readonly say: (text: string) => Part;
  /** What is wrong with the answer. */
  readonly fault?: string | undefined;
}

interface Described {
  /** `aria-describedby` and `aria-invalid`. */
  readonly attributes: Markup;
  readonly before: Part;
}

const describe = (
  { key, help }: Question,
  hint: string | undefined,
  { english, fault, say }: Asking,
): Described => {
  const id = fieldName(key);
  const ids = [help && `${id}-help`, hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean);
  return {
    attributes: html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}`,
    before: [
      help ? html`<div id="${id}-help" class="help">${paragraphsOf(help, undefined, say)}</div>` : undefined,
      hint ? html`<p id="${id}-hint" class="quiet" ${english}>${hint}</p>` : undefined,
      fault ? html`<p id="${id}-fault" class="fault"><span ${english}>Error:</span> ${fault}</p>` : undefined,
    ],
  };
};

const markOf = ({ required }: Question, english: Part): Part =>
  required && html` <span class="needed" ${english}>(required)</span>`;

const lineOf = (question: Question, type: string, more: Part, asking: Asking, unit?: string): Markup => {
  const { fields, english, fault } = asking;
  const id = fieldName(question.key);
  const { attributes, before } = describe(question, hintOf(question), asking);
  const value = fields.get(id)?.[0];
  const invalid = fault !== undefined && html` aria-invalid="true"`;
  const field =
    type === 'textarea'
      ? html`<textarea id="${id}" name="${id}" ${more}${attributes}${invalid}>
${value}</textarea>`
      : html`<input class="text" type="${type}" id="${id}" name="${id}" autocomplete="off" value="${value}" ${more}${attributes}${invalid}>`;
  const label = html`<label class="question" for="${id}">${asking.say(question.text)}${unit !== undefined && ` (${unit})`}${markOf(question, english)}</label>`;
  return html`${label}${before}${field}`;
};

const hintOf = (question: Question): string | undefined => {
  if (question.kind === 'ranking') {
    const { top, choices } = question;
    const many = top === undefined || top >= choices.length ? 'all' : `up to ${top}`;
    return `Number ${many} of them: 1 for what comes first for you, then 2, and so on.`;
  }
  if (question.kind === 'matrix' && question.required && question.oneRowIsEnough)
    return 'Answer at least one of them.';
  if (question.kind !== 'number') return boundsOf(question);
  const { min, max } = question;
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`;
  if (min !== undefined) return `At least ${min}.`;
  return max === undefined ? undefined : `At most ${max}.`;
};

const rankingOf = ({ key, choices }: QuestionOf<'ranking'>, fields: Fields): Markup =>
  html`<ul class="numbered">${choices.map((choice, index) => {
    const name = fieldName(key, choice.key);
    const id = index === 0 ? fieldName(key) : name;
    return html`<li><input type="text" inputmode="numeric" maxlength="3" autocomplete="off" class="place" id="${id}" name="${name}" value="${fields.get(name)?.[0]}"> <label for="${id}">${choice.label}</label></li>`;
  })}</ul>`;

/** More choices than these are a list that opens. */
const mostCircles = 30;

const within = (question: Question, { fields, english }: Asking): Part => {
  const name = fieldName(question.key);
  switch (question.kind) {
    case 'scale':
      return options('radio', name, pointsOf(question), fields, 'choices scale');
    case 'levels':
      return options('radio', name, levelsOf(question.levels), fields);
    case 'yes-no': {
      const { yesLabel = 'Yes', noLabel = 'No' } = question;
      const offered = [
        { value: 'true', label: yesLabel },
        { value: 'false', label: noLabel },
      ];
      return options('radio', name, offered, fields);
    }
    case 'single':
      return [
        question.choices.length > mostCircles
          ? listOf(name, choicesOf(question.choices), fields)
          : options('radio', name, choicesOf(question.choices), fields),
        otherText(question, fields, english),
      ];
    case 'multiple':
      return [
        options('checkbox', name, choicesOf(question.choices), fields),
        otherText(question, fields, english),
      ];
    case 'quiz':
      return options(question.several ? 'checkbox' : 'radio', name, choicesOf(question.choices), fields);
    case 'ranking':
      return rankingOf(question, fields);
    case 'matrix': {
      const offered = pointsOf(question);
      return rowsOf(
        question.key,
        question.rows.map((row) => ({ ...row, offered })),
        fields,
      );
    }
    case 'levels-matrix':
      return rowsOf(
        question.key,
        question.rows.map((row) => ({ ...row, offered: levelsOf(row.levels) })),
        fields,
      );
    default:
      return undefined;
  }
};

const body = (question: Question, asking: Asking): Markup => {
  switch (question.kind) {
    case 'note':
      return noteOf(question, asking);
    case 'text':
      return lineOf(
        question,
        question.format ?? (question.short ? 'text' : 'textarea'),
        html`maxlength="${question.maxLength}"`,
        asking,
      );
    case 'number':
      return lineOf(question, 'text', html`inputmode="decimal"`, asking, question.unit);
    case 'date': {
      const { min, max } = question;
      const bounds = html`${min && html`min="${min}" `}${max && html`max="${max}"`}`;
      return lineOf(question, 'date', bounds, asking);
    }
    default: {
      const { attributes, before } = describe(question, hintOf(question), asking);
      return html`<fieldset${attributes}><legend id="${fieldName(question.key)}-legend">${asking.say(question.text)}${markOf(question, asking.english)}</legend>${before}${within(question, asking)}</fieldset>`;
    }
  }
};

const noteOf = ({ key, text, help }: QuestionOf<'note'>, { say }: Asking): Markup =>
  html`<div class="note" id="${fieldName(key)}">${paragraphsOf(text, undefined, say)}${help !== undefined && html`<div class="help">${paragraphsOf(help, undefined, say)}</div>`}</div>`;

/** A question with its help, its error, and the fields for its answer. */
export const renderQuestion = (question: Question, conditional: boolean, asking: Asking): Markup =>
  html`<div class="asked ${asking.fault !== undefined && 'faulty'}" data-question="${question.key}">${
    conditional &&
    question.kind !== 'note' &&
    html`<p class="quiet depends" ${asking.english}>Answer this only if your answers above call for it.</p>`
  }${body(question, asking)}</div>
`;
