import { fieldName } from '@skein/answering';
import { outsideOf, type outsideScale, type Question, type QuestionOf } from '@skein/contracts';
import { html, type Markup, type Part } from '@skein/web/markup';
import type { Fields } from './view.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Circles or boxes of one field; the first has the id to which an error leads. */
export const options = (
  type: 'radio' | 'checkbox',
  name: string,
  offered: readonly Option[],
  fields: Fields,
  className = 'choices',
  id = name,
): Markup => {
  const given = new Set(fields.get(name));
  return html`<div class="${className}">${offered.map(
    ({ value, label }, index) =>
      html`<label class="choice"><input type="${type}" name="${name}" value="${value}" id="${index === 0 ? id : `${name}-${value}`}" ${given.has(value) && html`checked`}> <span>${label}</span></label>`,
  )}</div>`;
};

/** A list that opens, where there are many choices; none of them stands at first. */
export const listOf = (name: string, offered: readonly Option[], fields: Fields): Markup => {
  const given = fields.get(name)?.[0];
  return html`<select class="text" name="${name}" id="${name}" aria-labelledby="${name}-legend"><option value=""></option>${offered.map(
    ({ value, label }) =>
      html`<option value="${value}" ${value === given && html`selected`}>${label}</option>`,
  )}</select>`;
};

type Scale = Pick<
  QuestionOf<'scale'>,
  'from' | 'to' | 'lowLabel' | 'highLabel' | 'pointLabels' | 'worded' | keyof typeof outsideScale
>;

/** The points of a scale, from end to end, and what may be said beside them. */
export const pointsOf = (scale: Scale): Option[] => {
  const { from, to, lowLabel, highLabel, pointLabels = [] } = scale;
  const labels = new Map(pointLabels.map(({ value, label }) => [value, label]));
  if (lowLabel && !labels.has(from)) labels.set(from, lowLabel);
  if (highLabel && !labels.has(to)) labels.set(to, highLabel);
  const points = Array.from({ length: to - from + 1 }, (_, step) => from + step).map((value) => {
    const label = labels.get(value);
    if (label === undefined) return { value: String(value), label: String(value) };
    return { value: String(value), label: scale.worded ? label : `${value} – ${label}` };
  });
  return [...points, ...outsideOf(scale).map(({ key, label }) => ({ value: key, label }))];
};

export const levelsOf = (levels: readonly string[]): Option[] =>
  levels.map((text, index) => ({ value: String(index + 1), label: `${index + 1} – ${text}` }));

export const choicesOf = (choices: readonly { key: string; label: string }[]): Option[] =>
  choices.map(({ key, label }) => ({ value: key, label }));

/** The line for what the choice that asks for a text stands for. */
export const otherText = (
  { key, choices }: QuestionOf<'single'> | QuestionOf<'multiple'>,
  fields: Fields,
  english: Part,
): Markup | undefined => {
  const other = choices.find((choice) => choice.other);
  if (!other) return undefined;
  const name = fieldName(key, 'text');
  return html`<div class="other" data-other="${other.key}"><label for="${name}"><span>${other.label}</span><span ${english}>: please say</span></label>
<input class="text" type="text" id="${name}" name="${name}" maxlength="500" autocomplete="off" value="${fields.get(name)?.[0]}"></div>`;
};

/** One group of circles for each row, under the row's own legend. */
export const rowsOf = (
  key: string,
  rows: readonly { key: string; label: string; offered: readonly Option[] }[],
  fields: Fields,
): Markup[] =>
  rows.map(
    (row, index) =>
      html`<fieldset class="row"><legend>${row.label}</legend>${options('radio', fieldName(key, row.key), row.offered, fields, 'choices', index === 0 ? fieldName(key) : undefined)}</fieldset>`,
  );

/** How many may be chosen, where that is bounded. */
export const boundsOf = (question: Question): string | undefined => {
  if (question.kind === 'quiz') return question.several ? 'Choose all that are right.' : undefined;
  if (question.kind !== 'multiple') return undefined;
  const { atLeast = 1, atMost } = question;
  if (atMost === undefined) return atLeast > 1 ? `Choose at least ${atLeast}.` : 'Choose all that apply.';
  return atLeast > 1 ? `Choose ${atLeast} to ${atMost}.` : `Choose up to ${atMost}.`;
};
