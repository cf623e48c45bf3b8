import type { FieldAudience, ProfileField } from '@skein/contracts';
import { normalised, waysToFind } from '@skein/contracts/words';
import type { PersonRow } from './row.ts';
import { type Standpoint, visibilityOf } from './visibility.ts';

// A token begins with a letter that says who may find by it, so that one index serves everybody and a search looks at
// nothing that is not shown from where it looks.
const letterOf: Record<FieldAudience, string> = { network: 'n', communities: 'c', nobody: 'h' };

/** The letters of the tokens that a search may look at. */
export const lettersOf: Record<Standpoint, readonly string[]> = {
  hosts: ['n', 'c', 'h'],
  communities: ['n', 'c'],
  network: ['n'],
};

/** A whole value; it begins as no word does, so that no word is taken for it. */
export const valueToken = (
  field: 'region' | 'interest' | 'strength' | 'organisation' | 'email',
  value: string,
): string =>
  `=${field}:${field === 'organisation' || field === 'email' ? value.toLowerCase() : normalised(value)}`;

const phraseTokens = (field: 'interest' | 'strength', phrases: readonly string[]): string[] =>
  phrases.flatMap((phrase) => [valueToken(field, phrase), ...waysToFind(phrase)]);

const tokensIn = (row: PersonRow): readonly (readonly [ProfileField, string[]])[] => {
  const { email, occupation = '', region, interests, strengths = [], organisationId } = row;
  return [
    ['email', [valueToken('email', email)]],
    ['organisation', organisationId ? [valueToken('organisation', organisationId)] : []],
    ['occupation', waysToFind(occupation)],
    ['region', region ? [valueToken('region', region), ...waysToFind(region)] : []],
    ['interests', phraseTokens('interest', interests)],
    ['strengths', phraseTokens('strength', strengths)],
  ];
};

/** What a search finds a person by, each with the widest audience that is shown it. */
export const tokensOf = (row: PersonRow): string[] => {
  const visibility = visibilityOf(row);
  const widest = new Map(waysToFind(row.name).map((word): [string, string] => [word, letterOf.network]));
  const { network, communities, nobody } = letterOf;
  for (const letter of [network, communities, nobody]) {
    for (const [field, tokens] of tokensIn(row)) {
      if (letterOf[visibility[field]] !== letter) continue;
      for (const token of tokens) if (!widest.has(token)) widest.set(token, letter);
    }
  }
  return [...widest].map(([token, letter]) => `${letter}${token}`);
};

/** One thing that is looked for: a token that begins so, or one that is one of these. */
export interface Wanted {
  readonly beginning?: string;
  readonly values: readonly string[];
}

/** Whether a person has all that is wanted among what is shown of them from a standpoint. */
export const matches = (tokens: readonly string[], from: Standpoint, wanted: readonly Wanted[]): boolean => {
  const seen = tokens
    .filter((token) => lettersOf[from].includes(token.charAt(0)))
    .map((token) => token.slice(1));
  return wanted.every(({ beginning, values }) =>
    seen.some((token) => values.includes(token) || (beginning !== undefined && token.startsWith(beginning))),
  );
};
