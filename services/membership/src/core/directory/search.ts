import { type Actor, may, type Refusal, refuse } from '@skein/contracts';
import { wordsIn } from '@skein/contracts/words';
import type { Reader } from '@skein/service-kit';
import type { Document, Filter } from 'mongodb';
import { idsOfOrganisation, idsOfOrganisationsNamed } from '../organisations/store.ts';
import type { PersonRow } from '../people/row.ts';
import { lettersOf, valueToken, type Wanted } from '../people/tokens.ts';
import { communitiesOf, type Standpoint } from '../people/visibility.ts';

export interface Asked {
  readonly text?: string | undefined;
  readonly community?: string | undefined;
  readonly region?: string | undefined;
  readonly interest?: string | undefined;
  readonly strength?: string | undefined;
  readonly organisation?: string | undefined;
}

/** A part of a text: an address, or words each of which some word must begin with. */
const wantedIn = (part: string): Wanted[] =>
  part.includes('@')
    ? [{ beginning: valueToken('email', part), values: [] }]
    : wordsIn(part).map((beginning) => ({ beginning, values: [] }));

/** More than anybody types, and less than would keep the database busy. */
const mostWords = 8;

const phraseFields = ['region', 'interest', 'strength'] as const;

/** Values that somebody types, of which a beginning may be enough. */
const phrasesIn = (asked: Asked, enough: 'beginning' | 'whole'): Wanted[] =>
  phraseFields.flatMap((field) => {
    const said = asked[field];
    if (!said) return [];
    const token = valueToken(field, said);
    return enough === 'beginning' ? [{ beginning: token, values: [] }] : [{ values: [token] }];
  });

/** What a query asks for; the names of organisations are not on people's rows, so words find their ids first. */
export const wantedBy = async (
  reader: Reader,
  asked: Asked,
  enough: 'beginning' | 'whole' = 'whole',
): Promise<Wanted[] | Refusal> => {
  const { text = '', organisation } = asked;
  const asOrganisations = (ids: readonly string[]) => ids.map((id) => valueToken('organisation', id));
  const parts = text.split(/\s+/).flatMap(wantedIn);
  if (text && parts.length === 0)
    return refuse('invalid-request', 'The text has no word.', ['query.text', 'has no word']);
  if (parts.length > mostWords) {
    const detail = `has more than ${mostWords} words`;
    return refuse('invalid-request', `The text ${detail}.`, ['query.text', detail]);
  }
  const words = await Promise.all(
    parts.map(async (part) => {
      const { beginning = '' } = part;
      if (beginning.startsWith('=')) return part;
      return { beginning, values: asOrganisations(await idsOfOrganisationsNamed(reader, beginning)) };
    }),
  );
  return [
    ...words,
    ...phrasesIn(asked, enough),
    ...(organisation ? [{ values: asOrganisations(await idsOfOrganisation(reader, organisation)) }] : []),
  ];
};

/** A text as a pattern that matches it alone. */
export const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** What holds of those who have all that is wanted among what is shown of them from a standpoint. */
export const seenWith = (standpoint: Standpoint, wanted: readonly Wanted[]): Filter<Document>[] =>
  wanted.map(({ beginning, values }) => {
    const tokens = lettersOf[standpoint].flatMap((letter) => [
      ...(beginning === undefined ? [] : [new RegExp(`^${letter}${escaped(beginning)}`)]),
      ...values.map((value) => letter + value),
    ]);
    return { tokens: { $in: tokens } };
  });

/** Where in the order of keys a page begins, from the filter of what comes after its cursor. */
const beginOf = (page: Filter<Document>): Filter<Document> => {
  const key = page.$or?.[0]?.key?.$gt;
  return key === undefined ? {} : { key: { $gte: key } };
};

/**
 * Whom a search finds: each branch looks from one standpoint, only at what is shown from there, and an index leads it.
 * `page` is what comes after the cursor, in the order of keys.
 */
export const peopleFor = (
  actor: Actor | undefined,
  network: string,
  { community }: Asked,
  wanted: readonly Wanted[],
  page: Filter<Document>,
): Filter<PersonRow> => {
  const branch = (standpoint: Standpoint, whom: Filter<PersonRow>): Filter<PersonRow> =>
    ({
      network,
      ...whom,
      ...beginOf(page),
      $and: [...seenWith(standpoint, wanted), page],
    }) as Filter<PersonRow>;
  const there = community === undefined ? {} : { places: community };
  if (may(actor, 'directory.read')) return branch('hosts', there);
  if (community !== undefined) return branch('communities', there);
  const fellows = { places: { $in: communitiesOf(actor) } };
  return { $or: [branch('network', { listed: true }), branch('communities', fellows)] };
};
