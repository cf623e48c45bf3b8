import { z } from 'zod';

/**
 * What is wrong with a field, in words for people: said after the field's name, wherever a schema refuses something.
 * A schema's own message goes before these.
 */

type Issue = z.core.$ZodRawIssue;

const missing = 'is needed';

const types: Readonly<Record<string, string>> = {
  string: 'is not text',
  number: 'is not a number',
  nan: 'is not a number',
  int: 'is not a whole number',
  boolean: 'is neither true nor false',
  array: 'is not a list',
  tuple: 'is not a list',
  object: 'has no fields',
  record: 'has no fields',
  date: 'is not a moment',
  null: 'is not empty',
  undefined: 'is not empty',
};

const formats: Readonly<Record<string, string>> = {
  uuid: 'is not the id of anything here',
  datetime: 'is not a moment, such as 2026-05-04T12:00:00Z or 2026-05-04T14:00:00+02:00',
  date: 'is not a day of the calendar, such as 2026-05-04',
  time: 'is not a time of day, such as 14:00',
  url: 'is not a web address',
  email: 'is not an e-mail address',
};

const counted = (count: number | bigint, one: string, several = `${one}s`): string =>
  `${count} ${Number(count) === 1 ? one : several}`;

const tooBig = ({ origin, maximum, inclusive }: Issue & { code: 'too_big' }): string => {
  if (origin === 'string') return `is longer than ${counted(maximum, 'character')}`;
  if (origin === 'array' || origin === 'set') return `holds more than ${maximum}`;
  if (origin === 'map' || origin === 'object') return `has more than ${counted(maximum, 'field')}`;
  if (Number(maximum) >= Number.MAX_SAFE_INTEGER) return 'is too large a number';
  return inclusive === false ? `is not less than ${maximum}` : `is more than ${maximum}`;
};

const tooSmall = ({ origin, minimum, inclusive }: Issue & { code: 'too_small' }): string => {
  if (origin !== 'number' && origin !== 'int' && origin !== 'bigint' && Number(minimum) === 1)
    return 'is empty';
  if (origin === 'string') return `is shorter than ${counted(minimum, 'character')}`;
  if (origin === 'array' || origin === 'set') return `holds fewer than ${minimum}`;
  if (origin === 'map' || origin === 'object') return `has fewer than ${counted(minimum, 'field')}`;
  if (Number(minimum) <= Number.MIN_SAFE_INTEGER) return 'is too small a number';
  return inclusive === false ? `is not more than ${minimum}` : `is less than ${minimum}`;
};

const listed = (values: readonly unknown[]): string => {
  const told = values.map(String);
  return told.length < 2 ? `must be ${told[0]}` : `must be ${told.slice(0, -1).join(', ')} or ${told.at(-1)}`;
};

const wordsOf = (issue: Issue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? missing : (types[issue.expected] ?? 'is of another kind');
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_format':
      return formats[issue.format] ?? 'is not written as it must be';
    case 'invalid_value':
      if (issue.input === undefined) return missing;
      return issue.values.length > 12 ? 'is none of those there are' : listed(issue.values);
    case 'not_multiple_of':
      return `is not a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return 'is not known here';
    case 'invalid_union':
      if (Array.isArray(issue.options)) return listed(issue.options);
      return issue.input === undefined ? missing : 'is none of what may stand here';
    case 'invalid_key':
      return 'is not a name that may stand here';
    case 'invalid_element':
      return 'holds what may not stand here';
    default:
      return 'is not as it must be';
  }
};

// Where zod asks for the words of everything that a schema does not word itself.
z.config({ customError: wordsOf });

type Path = readonly PropertyKey[];

/** One fault of what was sent: where, and what is wrong with it. */
export interface SchemaFault {
  readonly path: Path;
  readonly detail: string;
}

/** Of a union, the one member with fields that was meant: all others already refuse what kind of thing it is. */
const meant = (
  members: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined => {
  const close = members.filter((issues) => issues.every(({ path }) => typeof path[0] === 'string'));
  // An answer may be of many kinds, and nobody knows which of them was meant.
  return members.length === 2 && close.length === 1 ? close[0] : undefined;
};

/** What a schema found, one fault for each field. */
export const schemaFaults = (issues: readonly z.core.$ZodIssue[], at: Path = []): SchemaFault[] =>
  issues.flatMap((issue): SchemaFault[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], detail: 'is not known here' }));
    const within = issue.code === 'invalid_union' ? meant(issue.errors) : undefined;
    return within ? schemaFaults(within, path) : [{ path, detail: issue.message }];
  });

const isIdLike = (text: string): boolean => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);

/** A field as people read it: `parts no. 1, minutes` for `parts/0/minutes`, `starts at` for `startsAt`. */
export const fieldInWords = (path: Path): string => {
  const words: string[] = [];
  for (const key of path.map(String)) {
    if (isIdLike(key)) continue;
    const before = words.pop();
    if (before === undefined) words.push(asWords(key));
    else if (/^\d+$/.test(key)) words.push(`${before} no. ${Number(key) + 1}`);
    else words.push(before, asWords(key));
  }
  return words.join(', ');
};

const asWords = (key: string): string =>
  /^[a-z]+(?:[A-Z][a-z]+)+$/.test(key)
    ? key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : key;

/** Something that is not there, in words: by its name or number if it has one, and not by an id. */
export const nothingCalled = (what: string, name: string): string =>
  isIdLike(name) ? `There is no such ${what}.` : `There is no ${what} ${name}.`;

/** The first faults in one sentence: `Not taken: “name” is needed; “email” is not an e-mail address.` */
export const notTaken = (faults: readonly SchemaFault[]): string => {
  const told = faults.slice(0, 3).map(({ path, detail }) => {
    const field = fieldInWords(path);
    return field === '' ? `what was sent ${detail}` : `“${field}” ${detail}`;
  });
  return `Not taken: ${told.join('; ')}.`;
};
