import { personRightsContract, type ServiceName } from '@skein/contracts';
import type { z } from 'zod';
import type { Answering } from '../context.ts';
import { type AnsweredQuestion, answer } from '../messaging/questions.ts';
import { namesApart } from '../storage/apart.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import type { HeldRow } from '../storage/holdings.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader } from '../storage/transaction.ts';
import { type Held, heldIn, rowsOf } from './sweep.ts';

/** NATS takes messages of one megabyte; a page ends with the record that passes this. */
const pageBytes = 256 * 1024;
const pageRows = 200;

type Shown = Readonly<Record<string, unknown>>;
type Page = z.input<(typeof personRightsContract.questions.held)[ServiceName]['answer']>;

/** As JSON has it: times as text, nothing that is undefined. */
const plain = (record: Shown): Record<string, unknown> => JSON.parse(JSON.stringify(record));

/** Where an answer goes on: a collection, by its name, and the last row there that was shown. */
interface Place {
  readonly at: Held;
  readonly after: string;
}

/** Undefined where a service holds nothing of anybody. */
const placeIn = (cursor: string | undefined, held: readonly Held[]): Place | undefined => {
  if (cursor === undefined) return held[0] && { at: held[0], after: '' };
  const [name = '', ...after] = cursor.split(':');
  const at = held.find((one) => one.name === name);
  if (!at) throw new Error(`nothing is held in ${name}: ask again from the beginning`);
  return { at, after: after.join(':') };
};

interface Reading {
  readonly records: Record<string, unknown>[];
  /** The last row, where there may be more after it. */
  readonly more: string | undefined;
}

/** Some rows of a collection, after an id. */
const readSome = async (reader: Reader, { at, after }: Place, person: string): Promise<Reading> => {
  const query = await rowsOf(reader, at, { network: reader.network, person });
  const wanted = [{ $match: { $and: [query, { _id: { $gt: after } }] } }];
  const apart = at.apart ? await namesApart(reader, at) : [];
  const rows = rowsIn(at)(reader).aggregate<HeldRow>([
    ...wanted,
    ...apart.map((coll) => ({ $unionWith: { coll, pipeline: wanted } })),
    { $sort: { _id: 1 } },
    { $limit: pageRows },
  ]);
  const records: Record<string, unknown>[] = [];
  let bytes = 0;
  let read = 0;
  for await (const row of rows) {
    read += 1;
    const shown = at.holding.show(row, person);
    if (shown) records.push(plain(shown));
    bytes += shown ? Buffer.byteLength(JSON.stringify(shown)) : 0;
    if (read === pageRows || bytes > pageBytes) return { records, more: row._id };
  }
  return { records, more: undefined };
};

/** Answers what a service holds of a person: a page of one collection's records at a time. */
export const heldAnswer = (
  { service, readerOf }: Answering,
  collections: readonly CollectionDeclaration[],
): AnsweredQuestion => {
  const held = heldIn(collections);

  const pageOf = async (reader: Reader, place: Place, person: string): Promise<Page> => {
    const { at } = place;
    const { records, more } = await readSome(reader, place, person);
    const following = held[held.indexOf(at) + 1];
    const next = more === undefined ? following && `${following.name}:` : `${at.name}:${more}`;
    return {
      ...(records.length && { title: at.holding.title }),
      records,
      ...(next !== undefined && { next }),
    };
  };

  return answer(personRightsContract.questions.held[service], async ({ network, person, after }) => {
    const reader = readerOf(network);
    // What holds nothing of the person is passed over, so that each answer but the last says something.
    for (let place = placeIn(after, held); place; ) {
      const page = await pageOf(reader, place, person);
      if (page.records.length || page.next === undefined) return page;
      place = placeIn(page.next, held);
    }
    return { records: [] };
  });
};
