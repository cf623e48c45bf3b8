import { dayFrom, lengthIn, numberFrom } from './surveyjs-bounds.ts';
import {
  bare,
  byValue,
  choosing,
  given,
  itemsAt,
  numberIn,
  type Read,
  type Reading,
  referredTo,
  shuffleOf,
} from './surveyjs-choices.ts';
import { noteOthers } from './surveyjs-fields.ts';
import { matrix, rating } from './surveyjs-points.ts';
import { asText, isRecord, listIn, textOf } from './surveyjs-texts.ts';
import { isNumeric, validatorFields, withChecks } from './surveyjs-validators.ts';

/** `9:30` and `09.30`. */
const timeOfDay = '^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$';
/** What SurveyJS asks for in words, and checks as little as it is checked here. */
const unchecked = new Set(['tel', 'url', 'password', 'string']);

const text = (reading: Reading): Read => {
  const { element, path, key, notes } = reading;
  const { inputType = 'text' } = element;
  if (inputType === 'number' || inputType === 'range') return numberFrom(reading);
  if (inputType === 'date') return dayFrom(reading);
  if (inputType === 'text' && isNumeric(element)) return numberFrom(reading);
  const format = inputType === 'email' ? 'email' : undefined;
  const pattern = inputType === 'time' ? timeOfDay : undefined;
  if (unchecked.has(asText(inputType)) || pattern)
    notes.looks(`${path}/inputType`, `asks for a ${asText(inputType)}, which is written as words here`);
  else if (inputType !== 'text' && !format)
    notes.changed(`${path}/inputType`, `asks for a ${asText(inputType)}, whose form is not checked here`);
  const question = { kind: 'text', short: true, maxLength: lengthIn(element.maxLength) ?? 500 };
  return { question: { ...question, ...given({ format, pattern }) }, referred: referredTo('text', key) };
};

const comment = ({ element, key }: Reading): Read => {
  const question = { kind: 'text', ...given({ maxLength: lengthIn(element.maxLength) }) };
  return { question, referred: referredTo('text', key) };
};

/** What stands for yes and no in the form; a text that names neither is compared as it is. */
const boolean = ({ element, path, key, notes, texts }: Reading): Read => {
  const label = (field: string, name: string) =>
    texts.at(element[field], { path: `${path}/${field}`, textPath: `questions/${key}/${name}`, max: 120 });
  const labels = given({ yesLabel: label('labelTrue', 'yesLabel'), noLabel: label('labelFalse', 'noLabel') });
  const yes = textOf(element.valueTrue) ?? 'true';
  const no = textOf(element.valueFalse) ?? 'false';
  notes.renamed(`${path}/valueTrue`, yes, 'true');
  notes.renamed(`${path}/valueFalse`, no, 'false');
  const values = new Map([
    [yes, true],
    [no, false],
  ]);
  return { question: { kind: 'yes-no', ...labels }, referred: referredTo('yes-no', key, { values }) };
};

const ranking = (reading: Reading): Read => {
  const items = itemsAt(reading, 'choices', 'choices');
  const { element, key } = reading;
  const some = element.selectToRankEnabled === true;
  const top = some ? numberIn(element.maxSelectedChoices) || items.length : undefined;
  const question = { kind: 'ranking', choices: items.map(bare), ...given({ top }), ...shuffleOf(reading) };
  return { question, referred: referredTo('ranking', key, { values: byValue(items) }) };
};

const choiceFields = [
  'choices',
  'choicesByUrl',
  'choicesMin',
  'choicesMax',
  'choicesStep',
  'choicesOrder',
  'hasOther',
  'showOtherItem',
  'otherText',
  'hasNone',
  'showNoneItem',
  'noneText',
  'showRefuseItem',
  'refuseText',
  'showDontKnowItem',
  'dontKnowText',
  'correctAnswer',
];
/** Words, or what stands for a picture: what is said and not asked. */
const note =
  (field: string, usual?: string) =>
  ({ element, path, key, notes, texts }: Reading): Read | undefined => {
    const name = element[field] === undefined && usual !== undefined ? usual : field;
    const place = { path: `${path}/${name}`, textPath: `questions/${key}/text`, max: 5000, lines: true };
    const said = texts.at(element[name], place);
    if (said === undefined) {
      notes.leftOut(
        path,
        field === 'html' ? 'says nothing' : 'is a picture, without words that stand for it',
      );
      return undefined;
    }
    if (field !== 'html') notes.changed(path, 'is a picture; the words that stand for it are shown here');
    return { question: { kind: 'note', text: said, required: false }, referred: referredTo('words', key) };
  };

/** Choices with pictures, by their words. */
const pictures = (reading: Reading): Read | undefined => {
  const { element, path, notes } = reading;
  const choices = listIn(element.choices).map((item) => {
    if (!isRecord(item)) return item;
    const { imageLink: _, ...rest } = item;
    return rest;
  });
  notes.changed(path, 'shows pictures to choose from; their words are shown here');
  return choosing({ ...reading, element: { ...element, choices } }, element.multiSelect === true);
};

const readers: Record<string, { read: (reading: Reading) => Read | undefined; fields: string[] }> = {
  radiogroup: { read: (reading) => choosing(reading, false), fields: choiceFields },
  dropdown: { read: (reading) => choosing(reading, false), fields: choiceFields },
  checkbox: {
    read: (reading) => choosing(reading, true),
    fields: [...choiceFields, 'minSelectedChoices', 'maxSelectedChoices'],
  },
  tagbox: {
    read: (reading) => choosing(reading, true),
    fields: [...choiceFields, 'minSelectedChoices', 'maxSelectedChoices'],
  },
  rating: {
    read: rating,
    fields: [
      'rateMin',
      'rateMax',
      'rateStep',
      'rateCount',
      'rateValues',
      'minRateDescription',
      'maxRateDescription',
    ],
  },
  matrix: { read: matrix, fields: ['rows', 'columns', 'isAllRowRequired', 'eachRowRequired'] },
  text: { read: text, fields: ['inputType', 'min', 'max', 'step', 'maxLength'] },
  comment: { read: comment, fields: ['maxLength'] },
  boolean: { read: boolean, fields: ['labelTrue', 'labelFalse', 'valueTrue', 'valueFalse'] },
  html: { read: note('html'), fields: ['html'] },
  image: { read: note('altText', 'title'), fields: ['altText', 'imageLink', 'title'] },
  imagepicker: {
    read: pictures,
    fields: [...choiceFields, 'multiSelect', 'minSelectedChoices', 'maxSelectedChoices'],
  },
  ranking: {
    read: ranking,
    fields: ['choices', 'choicesOrder', 'selectToRankEnabled', 'maxSelectedChoices'],
  },
};
/** The types of SurveyJS that are questions here. */
export const types: readonly string[] = Object.keys(readers);

const common = [
  ...validatorFields,
  'hasComment',
  'showCommentArea',
  'commentText',
  'type',
  'name',
  'title',
  'description',
  'isRequired',
  'visible',
  'visibleIf',
];

/** Reads one question of a form; undefined, and noted, where there is no such kind here. */
export const readQuestion = (reading: Reading): Read | undefined => {
  const { element, path, key, notes, texts } = reading;
  const type = asText(element.type);
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  const read = reader?.read(reading);
  if (!reader) notes.leftOut(path, `is of the type ${type.slice(0, 40)}, and there is no such question here`);
  if (!reader || !read) return undefined;
  noteOthers(element, new Set([...common, ...reader.fields]), path, notes);
  const at = (field: string, name: string, max: number, lines = false) =>
    texts.at(element[field], { path: `${path}/${field}`, textPath: `questions/${key}/${name}`, max, lines });
  const help = at('description', 'help', 2000, true);
  const question = {
    key,
    ...(read.question.text === undefined && {
      text: at('title', 'text', 1000) ?? asText(element.name ?? key).slice(0, 1000),
    }),
    ...given({ help }),
    required: read.question.kind !== 'matrix' && element.isRequired === true,
    ...read.question,
  };
  return { ...read, question: withChecks(reading, question) };
};
