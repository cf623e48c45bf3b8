import type { Notes } from './notes.ts';
import { asText, type Json, listIn, together } from './surveyjs-texts.ts';

/** SurveyJS’s own types that ask for what no question here does, or ask nothing: none of them is guessed at. */
const own = new Set([
  'file',
  'signaturepad',
  'expression',
  'slider',
  'custombutton',
  'button',
  'buttongroup',
]);

const saysOnly = /^(?:info|help|intro|note|static|plain|rich|label|heading?|paragraph|descri)\w*$/;
const asksYesOrNo = /^(?:yes_?-?no\w*|toggle|switch)$/;

/** What the makers of a form most likely ask by a type of their own, as SurveyJS’s own would; undefined where that is not known. */
const likeness = (element: Json, type: string): Json | undefined => {
  if (listIn(element.choices).length > 0) return { ...element, type: 'radiogroup' };
  if (asksYesOrNo.test(type)) return { ...element, type: 'boolean', valueTrue: 'y', valueFalse: 'n' };
  const { title, body, ...rest } = element;
  if (!saysOnly.test(type) || (title === undefined && body === undefined)) return undefined;
  return { ...rest, type: 'html', html: body === undefined ? title : together(title, body, '\n\n') };
};

/** An element of a type that its makers added, as what is most like it; and of SurveyJS’s own in whatever letters. */
export const ordinary = (element: Json, known: readonly string[], path: string, notes: Notes): Json => {
  const type = asText(element.type).toLowerCase();
  if (known.includes(asText(element.type)) || own.has(type)) return element;
  if (known.includes(type)) return { ...element, type };
  const like = likeness(element, type);
  if (!like) return element;
  notes.changed(
    `${path}/type`,
    `is of a type that its makers added, ${type.slice(0, 40)}; taken for ${asText(like.type)}, as it is most like that`,
  );
  return like;
};
