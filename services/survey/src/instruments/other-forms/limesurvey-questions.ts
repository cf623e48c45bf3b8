import type { Localized } from './foreign-form.ts';
import { attribute, type LimePart, type LimeQuestion } from './limesurvey.ts';

/** What SurveyJS says of one question, without what all questions have. */
export type Fields = Record<string, unknown> & { readonly type: string };
/** A question by its name; `after` goes behind the text that all of one question of LimeSurvey share. */
export interface Made {
  readonly name: string;
  readonly after?: Localized;
  readonly fields: Fields;
}

export interface Tools {
  /** Text without markup, in all its languages. */
  said(texts: Localized): unknown;
  leftOut(what: string, detail: string): void;
  changed(what: string, detail: string): void;
}

type Reader = (question: LimeQuestion, tools: Tools) => Made[];

const one = ({ code: name }: LimeQuestion, fields: Fields): Made[] => [{ name, fields }];
const itemsOf = (parts: readonly LimePart[], { said }: Tools) =>
  parts.map(({ code, text }) => ({ value: code, text: said(text) ?? code }));
const onScale = (parts: readonly LimePart[], scale: number) => parts.filter((part) => part.scale === scale);

const numberAt = (question: LimeQuestion, name: string, { changed }: Tools): number | undefined => {
  const value = attribute(question, name);
  if (value === '') return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  changed(name, 'is worked out from answers there; it is not checked here');
  return undefined;
};

const shuffled = (question: LimeQuestion) =>
  attribute(question, 'random_order') === '1' || attribute(question, 'answer_order') === 'random'
    ? { choicesOrder: 'random' }
    : {};

const otherOf = (question: LimeQuestion, { said }: Tools) => {
  if (!question.other) return {};
  const words = said(question.attributes.get('other_replace_text') ?? {});
  return { showOtherItem: true, ...(words !== undefined && { otherText: words }) };
};

const choosing =
  (type: string, more: Record<string, unknown> = {}): Reader =>
  (question, tools) =>
    one(question, {
      type,
      choices: itemsOf(onScale(question.answers, 0), tools),
      ...otherOf(question, tools),
      ...shuffled(question),
      ...more,
    });

/** The one choice that is chosen alone. */
export const choiceAlone = (question: LimeQuestion): string | undefined => {
  const alone = attribute(question, 'exclude_all_others');
  return alone !== '' && question.parts.some(({ code }) => code === alone) ? alone : undefined;
};

const several: Reader = (question, tools) => {
  const alone = choiceAlone(question);
  const none = question.parts.find(({ code }) => code === alone);
  const named = attribute(question, 'exclude_all_others');
  if (named !== '' && !none)
    tools.changed('exclude_all_others', 'is several choices; here none of them is chosen alone');
  const [atLeast, atMost] = ['min_answers', 'max_answers'].map((name) => numberAt(question, name, tools));
  const choices = question.parts.filter((part) => part !== none);
  for (const { code, relevance } of choices)
    if (relevance !== '' && relevance !== '1') tools.changed(`choice ${code}`, 'is offered always here');
  return one(question, {
    type: 'checkbox',
    choices: itemsOf(choices, tools),
    ...(none && { showNoneItem: true, noneText: tools.said(none.text) ?? none.code }),
    ...otherOf(question, tools),
    ...shuffled(question),
    ...(atLeast !== undefined && { minSelectedChoices: atLeast }),
    ...(atMost !== undefined && { maxSelectedChoices: atMost }),
  });
};

const severalWithComments: Reader = (question, tools) => {
  tools.leftOut('comments', 'no comment is asked for beside each choice here');
  return several(question, tools);
};

const ranking: Reader = (question, tools) => {
  const most = numberAt(question, 'max_answers', tools) ?? numberAt(question, 'max_subquestions', tools);
  const items = onScale(question.answers, 0);
  const choices = itemsOf(items.length ? items : question.parts, tools);
  const fields = { type: 'ranking', choices, ...shuffled(question) };
  return one(question, {
    ...fields,
    selectToRankEnabled: true,
    ...(most !== undefined && { maxSelectedChoices: most }),
  });
};

const matrix = (question: LimeQuestion, columns: readonly unknown[], tools: Tools): Made[] => {
  const rows = itemsOf(onScale(question.parts, 0), tools);
  if (attribute(question, 'random_order') === '1')
    tools.changed('random_order', 'its rows stay in their order here');
  return one(question, { type: 'matrix', rows, columns });
};

const points =
  (to: number): Reader =>
  (question, tools) =>
    matrix(
      question,
      Array.from({ length: to }, (_, index) => index + 1),
      tools,
    );

const ownWords =
  'has answers in LimeSurvey’s own words, which the file does not hold: see that they are in your language';

const worded =
  (...columns: [value: string, text: string][]): Reader =>
  (question, tools) => {
    tools.changed('answers', ownWords);
    return matrix(
      question,
      columns.map(([value, text]) => ({ value, text })),
      tools,
    );
  };

const gender: Reader = (question, tools) => {
  tools.changed('answers', ownWords);
  const choices = [
    { value: 'F', text: 'Female' },
    { value: 'M', text: 'Male' },
  ];
  return one(question, { type: 'radiogroup', choices });
};

const twoScales: Reader = (question, tools) =>
  [0, 1].map((scale) => {
    const header = question.attributes.get(scale === 0 ? 'dualscale_headerA' : 'dualscale_headerB');
    return {
      name: `${question.code}_${scale}`,
      ...(header && { after: header }),
      fields: {
        type: 'matrix',
        rows: itemsOf(question.parts, tools),
        columns: itemsOf(onScale(question.answers, scale), tools),
      },
    };
  });

const numeric = (question: LimeQuestion, tools: Tools): Fields => {
  const [min, max] = ['min_num_value_n', 'max_num_value_n'].map((name) => numberAt(question, name, tools));
  const whole = attribute(question, 'num_value_int_only') === '1';
  return {
    type: 'text',
    inputType: 'number',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(whole && { step: 1 }),
  };
};

const short = (question: LimeQuestion, tools: Tools): Fields => {
  if (attribute(question, 'numbers_only') === '1') return numeric(question, tools);
  const maxLength = numberAt(question, 'maximum_chars', tools);
  return { type: 'text', ...(maxLength && { maxLength }) };
};

const long: Reader = (question, tools) => {
  const maxLength = numberAt(question, 'maximum_chars', tools);
  return one(question, { type: 'comment', ...(maxLength && { maxLength }) });
};

const date: Reader = (question, { changed }) => {
  const format = attribute(question, 'date_format');
  if (/h|min/i.test(format)) changed('date_format', 'asks for a time too; here for the day alone');
  const day = (name: string) => attribute(question, name).match(/^\d{4}-\d\d-\d\d/)?.[0];
  const [min, max] = [day('date_min'), day('date_max')];
  return one(question, { type: 'text', inputType: 'date', ...(min && { min }), ...(max && { max }) });
};

/** Several fields under one text. */
const fieldsUnder =
  (fields: (question: LimeQuestion, tools: Tools) => Fields): Reader =>
  (question, tools) => {
    const isRequired = question.mandatory === 'Y';
    const items = question.parts.map(({ code, text }) => {
      const { type: _, ...asked } = fields(question, tools);
      return { ...asked, name: code, title: tools.said(text) ?? code, ...(isRequired && { isRequired }) };
    });
    return one(question, { type: 'multipletext', items });
  };

const mostCells = 60;

const cells =
  (fields: (question: LimeQuestion, tools: Tools) => Fields): Reader =>
  (question, tools) => {
    const [rows, columns] = [onScale(question.parts, 0), onScale(question.parts, 1)];
    if (attribute(question, 'multiflexible_checkbox') === '1')
      return rows.map(({ code, text }) => ({
        name: `${question.code}_${code}`,
        after: text,
        fields: { type: 'checkbox', choices: itemsOf(columns, tools) },
      }));
    if (rows.length * columns.length > mostCells) {
      tools.leftOut(
        'table',
        `has ${rows.length} rows and ${columns.length} columns to be filled in, which is more than is asked for here`,
      );
      return [];
    }
    return rows.flatMap((row) =>
      columns.map((column) => ({
        name: `${question.code}_${row.code}_${column.code}`,
        after: joinedTexts(row.text, column.text),
        fields: fields(question, tools),
      })),
    );
  };

/** Two texts as one, in each language that either has. */
export const joinedTexts = (one: Localized, other: Localized): Localized => {
  const usual = (texts: Localized): string => Object.values(texts)[0] ?? '';
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((language) => [
      language,
      [one[language] ?? usual(one), other[language] ?? usual(other)].filter(Boolean).join(' – '),
    ]),
  );
};

const inTable = (question: LimeQuestion, tools: Tools): Fields => {
  const [min, max, step] = ['multiflexible_min', 'multiflexible_max', 'multiflexible_step'].map((name) =>
    numberAt(question, name, tools),
  );
  return {
    type: 'text',
    inputType: 'number',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
  };
};

const notAsked =
  (detail: string): Reader =>
  (_question, { leftOut }) => {
    leftOut('', detail);
    return [];
  };

/** LimeSurvey’s types of questions by their letters. */
export const types: Readonly<Record<string, Reader>> = {
  '5': (question) => one(question, { type: 'rating', rateMin: 1, rateMax: 5 }),
  L: choosing('radiogroup'),
  '!': choosing('dropdown'),
  O: choosing('radiogroup', { showCommentArea: true }),
  G: gender,
  Y: (question) => one(question, { type: 'boolean', valueTrue: 'Y', valueFalse: 'N' }),
  M: several,
  P: severalWithComments,
  R: ranking,
  F: (question, tools) => matrix(question, itemsOf(onScale(question.answers, 0), tools), tools),
  H: (question, tools) => matrix(question, itemsOf(onScale(question.answers, 0), tools), tools),
  A: points(5),
  B: points(10),
  C: worded(['Y', 'Yes'], ['U', 'Uncertain'], ['N', 'No']),
  E: worded(['I', 'Increase'], ['S', 'Same'], ['D', 'Decrease']),
  '1': twoScales,
  S: (question, tools) => one(question, short(question, tools)),
  T: long,
  U: long,
  N: (question, tools) => one(question, numeric(question, tools)),
  D: date,
  Q: fieldsUnder(short),
  K: fieldsUnder(numeric),
  ';': cells(short),
  ':': cells(inTable),
  X: (question) => one(question, { type: 'html' }),
  I: notAsked('lets people choose the language, which the page does by itself here'),
  '*': notAsked('is worked out and not asked'),
  '|': notAsked('asks for a file, which no question here does'),
};
