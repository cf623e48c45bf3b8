import { personRightsContract, type ServiceName } from '@skein/contracts';
import type { Db, Document } from 'mongodb';
import type { z } from 'zod';
import { type AnsweredQuestion, answer } from '../messaging/questions.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import type { HeldRow, Whose } from '../storage/holdings.ts';
import { type Held, heldIn, rowsOf } from './sweep.ts';

/** NATS takes messages of one megabyte; a page ends with the record that passes this. */
const pageBytes = 256 * 1024;
const pageRows = 200;

type Shown = Readonly<Record<string, unknown>>;
type Page = z.input<(typeof personRightsContract.questions.held)[ServiceName]['answer']>;

/** As JSON has it: times as text, nothing that is undefined. */
const plain = (record: Shown): Record<string, unknown> => JSON.parse(JSON.stringify(record));

const placeIn = (cursor: string | undefined): { place: number; after: string } => {
  const [place = '', ...after] = (cursor ?? '0:').split(':');
  return { place: Number(place), after: after.join(':') };
};

interface Reading {
  readonly records: Record<string, unknown>[];
  /** The last row, where there may be more after it. */
  readonly more: string | undefined;
}

/** Some rows of a collection, after an id. */
const readSome = async (db: Db, at: Held, whose: Whose, after: string): Promise<Reading> => {
  const query = await rowsOf({ db }, at, whose);
  const rows = db
    .collection<HeldRow>(at.name)
    .find({ $and: [query, { _id: { $gt: after } }] } as Document)
    .sort({ _id: 1 })
    .limit(pageRows);
  const records: Record<string, unknown>[] = [];
  let bytes = 0;
  let read = 0;
  for await (const row of rows) {
    read += 1;
    const shown = at.holding.show(row, whose.person);
    if (shown) records.push(plain(shown));
    bytes += shown ? Buffer.byteLength(JSON.stringify(shown)) : 0;
    if (read === pageRows || bytes > pageBytes) return { records, more: row._id };
  }
  return { records, more: undefined };
};

/** Answers what a service holds of a person: a page of one collection's records at a time. */
export const heldAnswer = (
  db: Db,
  service: ServiceName,
  collections: readonly CollectionDeclaration[],
): AnsweredQuestion => {
  const held = heldIn(collections);

  const pageOf = async (whose: Whose, place: number, after: string): Promise<Page> => {
    const at = held[place];
    if (!at) return { records: [] };
    const { records, more } = await readSome(db, at, whose, after);
    const next = more === undefined ? `${place + 1}:` : `${place}:${more}`;
    const isLast = more === undefined && held[place + 1] === undefined;
    return { ...(records.length && { title: at.holding.title }), records, ...(!isLast && { next }) };
  };

  return answer(personRightsContract.questions.held[service], async ({ network, person, after: cursor }) => {
    let { place, after } = placeIn(cursor);
    // What holds nothing of the person is passed over, so that each answer but the last says something.
    for (;;) {
      const page = await pageOf({ network, person }, place, after);
      if (page.records.length || page.next === undefined) return page;
      ({ place, after } = placeIn(page.next));
    }
  });
};
