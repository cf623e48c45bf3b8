/**
 * From the fields of the answering page's form to answers. The service reads a plain form post with it, and the page
 * what it sends itself: one program for both.
 *
 * @typedef {import('@skein/contracts').Answers} Answers
 * @typedef {import('@skein/contracts').AnswerValue} AnswerValue
 * @typedef {{ kind: string, key: string, several?: boolean | undefined, choices?: readonly { key: string, other?: true | undefined }[] | undefined }} Asked what is needed of a question
 * @typedef {Map<string, string[]>} Fields the values of each field by its name
 */

/** A field's name: the question, and in it a row, a choice that is ranked, or `text` beside the choices. @param {string} key @param {string} [part] */
export const fieldName = (key, part) => (part === undefined ? `a.${key}` : `a.${key}.${part}`);

/** @param {Iterable<[string, unknown]>} entries @returns {Fields} */
export const fieldsOf = (entries) => {
  /** @type {Fields} */
  const fields = new Map();
  for (const [name, value] of entries) {
    if (!name.startsWith('a.') || typeof value !== 'string' || value.trim() === '') continue;
    // A form posts line ends as CR LF, whatever was typed.
    const text = value.replaceAll('\r\n', '\n');
    fields.set(name, [...(fields.get(name) ?? []), text]);
  }
  return fields;
};

/** A number as people write one; what is none stays a text, and is refused as that. @param {string} text */
const numeric = (text) => {
  const bare = text.trim();
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : bare;
};

/** The parts of a question that have a value, by the part's name. @param {Fields} fields @param {string} key */
const partsOf = (fields, key) => {
  const start = fieldName(key, '');
  return [...fields].flatMap(([name, [value]]) =>
    name.startsWith(start) && value !== undefined
      ? [/** @type {const} */ ([name.slice(start.length), value])]
      : [],
  );
};

/** Choices, and the text of the one that asks for a text: whoever wrote one has chosen it. @param {Asked} asked @param {string[]} given @param {string | undefined} text @returns {AnswerValue | undefined} */
const chosenWith = ({ kind, choices = [] }, given, text) => {
  const other = choices.find((choice) => choice.other)?.key;
  const one = kind === 'single';
  const written = other === undefined || (one && given.length > 0 && given[0] !== other) ? undefined : text;
  const keys = written && other && !given.includes(other) ? [...given, other] : given;
  const [first] = keys;
  if (first === undefined) return undefined;
  if (written && other) return one ? { choice: first, text: written } : { choices: keys, text: written };
  return one ? first : keys;
};

/** In the order of the numbers that stand beside the choices. @param {Fields} fields @param {string} key */
const ranked = (fields, key) => {
  const places = partsOf(fields, key).map(([choice, text]) => ({ choice, text, place: numeric(text) }));
  const wrong = places.find(({ place }) => !Number.isInteger(place) || Number(place) < 1);
  const order = places.toSorted((one, other) => Number(one.place) - Number(other.place));
  const tied = order.find(({ place }, index) => index > 0 && order[index - 1]?.place === place);
  const fault = wrong
    ? `has “${wrong.text}” for a place, which must be a whole number from 1 up`
    : tied && `gives the place ${tied.text.trim()} to more than one`;
  return { answer: order.length ? order.map(({ choice }) => choice) : undefined, fault };
};

/** @param {Asked} asked @param {Fields} fields @returns {{ answer: AnswerValue | undefined, fault?: string | undefined }} */
const answerIn = (asked, fields) => {
  const { kind, key, several } = asked;
  const given = fields.get(fieldName(key)) ?? [];
  const [first] = given;
  switch (kind) {
    case 'ranking':
      return ranked(fields, key);
    case 'matrix':
    case 'levels-matrix': {
      const rows = partsOf(fields, key).map(([row, value]) => [row, numeric(value)]);
      return { answer: rows.length ? Object.fromEntries(rows) : undefined };
    }
    case 'single':
    case 'multiple':
      return { answer: chosenWith(asked, given, fields.get(fieldName(key, 'text'))?.[0]?.trim()) };
    case 'quiz':
      return { answer: several && first !== undefined ? given : first };
    case 'scale':
    case 'levels':
    case 'number':
      return { answer: first === undefined ? undefined : numeric(first) };
    case 'yes-no':
      return { answer: first === 'true' || first === 'false' ? first === 'true' : first };
    case 'date':
      return { answer: first?.trim() };
    default:
      return { answer: first };
  }
};

/**
 * What the fields answer, and what they say that no answer can (two choices in one place); the rest is for the intake
 * to judge, which is given it as it is.
 * @param {readonly Asked[]} questions
 * @param {Fields} fields
 * @returns {{ answers: Answers, faults: [key: string, detail: string][] }}
 */
export const answersIn = (questions, fields) => {
  /** @type {Answers} */
  const answers = {};
  /** @type {[string, string][]} */
  const faults = [];
  for (const asked of questions) {
    const { answer, fault } = answerIn(asked, fields);
    if (answer !== undefined) answers[asked.key] = answer;
    if (fault !== undefined) faults.push([asked.key, fault]);
  }
  return { answers, faults };
};
