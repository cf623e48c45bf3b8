import type { PersonRow } from '../people/store.ts';
import { type Standpoint, shownFields, standpoints } from './visibility.ts';
import { normalised, wordsIn } from './words.ts';

/** What a search finds a person by, from each standpoint: nothing of a field that is not shown from there. */
export type Tokens = Record<Standpoint, string[]>;

/** A whole value; it begins as no word does, so that no word is taken for it. */
export const valueToken = (field: 'region' | 'interest' | 'organisation' | 'email', value: string): string =>
  `=${field}:${field === 'region' || field === 'interest' ? normalised(value) : value.toLowerCase()}`;

export const tokensOf = (row: PersonRow): Tokens => {
  const { name, email, occupation, region, interests, strengths = [], organisationId } = row;
  const from = (standpoint: Standpoint): string[] => {
    const shown = shownFields(row, standpoint);
    const shownTexts = [
      name,
      shown.has('occupation') && occupation,
      shown.has('region') && region,
      ...(shown.has('interests') ? interests : []),
      ...(shown.has('strengths') ? strengths : []),
    ];
    const words = shownTexts.flatMap((text) => (text ? wordsIn(text) : []));
    const values = [
      shown.has('email') && valueToken('email', email),
      shown.has('region') && region && valueToken('region', region),
      shown.has('organisation') && organisationId && valueToken('organisation', organisationId),
      ...(shown.has('interests') ? interests.map((interest) => valueToken('interest', interest)) : []),
    ];
    return [...new Set([...words, ...values.filter((value) => typeof value === 'string')])];
  };
  return Object.fromEntries(standpoints.map((standpoint) => [standpoint, from(standpoint)])) as Tokens;
};

/** One thing that is looked for: a token that begins so, or one that is one of these. */
export interface Wanted {
  readonly beginning?: string;
  readonly values: readonly string[];
}

/** Whether a person has all that is wanted among what is shown of them from a standpoint. */
export const matches = (tokens: Tokens, standpoint: Standpoint, wanted: readonly Wanted[]): boolean =>
  wanted.every(({ beginning, values }) =>
    tokens[standpoint].some(
      (token) => values.includes(token) || (beginning !== undefined && token.startsWith(beginning)),
    ),
  );
