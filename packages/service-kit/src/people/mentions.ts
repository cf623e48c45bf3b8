import { mentionsContract } from '@skein/contracts';
import type { Document } from 'mongodb';
import { z } from 'zod';
import type { Answering } from '../context.ts';
import { type AnsweredQuestion, answer } from '../messaging/questions.ts';
import type { CollectionDeclaration, FreeText } from '../storage/collections.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader } from '../storage/transaction.ts';

/** As many places of one service as hosts can go through. */
const mostPlaces = 100;
const patienceMs = 15_000;

const Row = z.looseObject({ _id: z.string(), network: z.string() });

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** Any of these strings, whole: neither a name in a longer one, nor an address in another. */
const wholeAny = (strings: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])(?:${strings.map(escaped).join('|')})(?![\\p{L}\\p{N}])`;

const says = (path: string, pattern: string): Document => {
  if (!path.endsWith('.*')) return { [path]: { $regex: pattern, $options: 'i' } };
  // The fields have names that nobody knows before; what is no text says nothing.
  const text = { $cond: [{ $eq: [{ $type: '$$field.v' }, 'string'] }, '$$field.v', ''] };
  const found = { $regexMatch: { input: text, regex: pattern, options: 'i' } };
  const fields = { $objectToArray: { $ifNull: [`$${path.slice(0, -2)}`, {}] } };
  return { $expr: { $anyElementTrue: { $map: { input: fields, as: 'field', in: found } } } };
};

interface Place {
  readonly what: string;
  readonly link: string;
}

const placesIn = async (
  reader: Reader,
  { name, freeText }: CollectionDeclaration & { readonly freeText: FreeText },
  pattern: string,
): Promise<Place[]> => {
  const { at, what, link } = freeText;
  const query = { network: reader.network, $or: at.map((path) => says(path, pattern)) };
  const rows = await rowsIn({ name, schema: Row })(reader)
    .find(query as Document)
    .sort({ _id: -1 })
    .limit(mostPlaces)
    .maxTimeMS(patienceMs)
    .toArray();
  return rows.map((row) => ({ what, link: link(row) }));
};

/** Answers where exact strings stand in what people wrote freely: the places, never the texts. */
export const mentionsAnswer = (
  { service, readerOf }: Answering,
  collections: readonly CollectionDeclaration[],
): AnsweredQuestion =>
  answer(mentionsContract.questions.mentions[service], async ({ network, strings }) => {
    const places = new Map<string, Place>();
    for (const { freeText, ...collection } of collections) {
      if (!freeText) continue;
      const found = await placesIn(readerOf(network), { ...collection, freeText }, wholeAny(strings));
      for (const place of found) places.set(`${place.what} ${place.link}`, place);
    }
    return { places: [...places.values()].slice(0, mostPlaces) };
  });
