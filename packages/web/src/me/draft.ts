import type { FieldAudience, Person, ProfileField, Visibility } from '@skein/contracts';

/** A profile as it is typed: lists as lines of text, what is not said as nothing. */
export interface ProfileDraft {
  readonly name: string;
  readonly occupation: string;
  readonly organisation: string;
  readonly region: string;
  readonly interests: string;
  readonly strengths: string;
  readonly timeZone: string;
  readonly language: string;
  readonly namedOpenly: boolean;
  readonly visibility: Visibility;
}

const closed: FieldAudience = 'nobody';

export const fields = [
  'email',
  'organisation',
  'occupation',
  'region',
  'interests',
  'strengths',
  'timeZone',
  'language',
  'photo',
] as const satisfies readonly ProfileField[];

export const draftOf = (person: Person): ProfileDraft => ({
  name: person.name,
  occupation: person.occupation ?? '',
  organisation: person.organisation ?? '',
  region: person.region ?? '',
  interests: person.interests.join(', '),
  strengths: (person.strengths ?? []).join(', '),
  timeZone: person.timeZone ?? '',
  language: person.language ?? '',
  namedOpenly: person.namedOpenly ?? false,
  visibility: person.visibility ?? (Object.fromEntries(fields.map((field) => [field, closed])) as Visibility),
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
export const changesOf = (before: ProfileDraft, after: ProfileDraft) => {
  const texts = (['occupation', 'organisation', 'region', 'timeZone', 'language'] as const).flatMap(
    (field) => (before[field] === after[field] ? [] : [[field, after[field].trim() || null] as const]),
  );
  const lists = (['interests', 'strengths'] as const).flatMap((field) =>
    before[field] === after[field] ? [] : [[field, phrasesIn(after[field])] as const],
  );
  const shown = fields.flatMap((field) =>
    before.visibility[field] === after.visibility[field] ? [] : [[field, after.visibility[field]] as const],
  );
  return {
    ...(before.name !== after.name && { name: after.name.trim() }),
    ...(before.namedOpenly !== after.namedOpenly && { namedOpenly: after.namedOpenly }),
    ...Object.fromEntries(texts),
    ...Object.fromEntries(lists),
    ...(shown.length > 0 && { visibility: Object.fromEntries(shown) }),
  };
};
