import type { FieldAudience, Person, ProfileChanges, ProfileField, Visibility } from '@skein/contracts';

/**
 * How each field of a profile is typed: as a line, as a list of phrases, or elsewhere, where only who sees it is chosen
 * here. A field of the contract that is missing is an error of its type.
 */
const typed = {
  photo: 'elsewhere',
  occupation: 'line',
  organisation: 'line',
  region: 'line',
  interests: 'list',
  strengths: 'list',
  timeZone: 'line',
  language: 'line',
  email: 'elsewhere',
} as const satisfies Record<ProfileField, 'line' | 'list' | 'elsewhere'>;

type TypedAs<Kind> = {
  [F in ProfileField]: (typeof typed)[F] extends Kind ? F : never;
}[ProfileField];
type Line = TypedAs<'line'>;
type List = TypedAs<'list'>;

/** All fields of a profile, in the order in which they stand on the page. */
export const fields = Object.keys(typed) as ProfileField[];
const lines = fields.filter((field): field is Line => typed[field] === 'line');
const lists = fields.filter((field): field is List => typed[field] === 'list');

/** A profile as it is typed: lists as lines of text, what is not said as nothing. */
export interface ProfileDraft extends Readonly<Record<Line | List, string>> {
  readonly name: string;
  readonly namedOpenly: boolean;
  readonly visibility: Visibility;
}

const closed: FieldAudience = 'nobody';

const eachOf = <F extends string, V>(names: readonly F[], value: (name: F) => V) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<F, V>;

export const draftOf = (person: Person): ProfileDraft => ({
  name: person.name,
  ...eachOf(lines, (field) => person[field] ?? ''),
  ...eachOf(lists, (field) => (person[field] ?? []).join(', ')),
  namedOpenly: person.namedOpenly ?? false,
  visibility: person.visibility ?? eachOf(fields, () => closed),
});

/** `night shifts, handover` as a list, each once. */
export const phrasesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  ),
];

/** What an edit sends: only what is otherwise than before; what was emptied is taken away. */
export const changesOf = (before: ProfileDraft, after: ProfileDraft): ProfileChanges => {
  const differs = (field: Line | List): boolean => before[field] !== after[field];
  const shown = fields.filter((field) => before.visibility[field] !== after.visibility[field]);
  return {
    ...(before.name !== after.name && { name: after.name.trim() }),
    ...(before.namedOpenly !== after.namedOpenly && { namedOpenly: after.namedOpenly }),
    ...eachOf(lines.filter(differs), (field) => after[field].trim() || null),
    ...eachOf(lists.filter(differs), (field) => phrasesIn(after[field])),
    ...(shown.length > 0 && { visibility: eachOf(shown, (field) => after.visibility[field]) }),
  };
};
