import { declareCollection, holdsNobody, newId, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { Binary } from 'mongodb';
import type { MeetingRow } from '../meetings/row.ts';
import { NoteUpdateRow } from './row.ts';

export const noteUpdatesCollection = declareCollection({
  name: 'note_updates',
  schema: NoteUpdateRow,
  grows: 'one for each item that something is written about; what comes in is joined into it within minutes',
  freeText: {
    at: ['text'],
    what: 'The notes of a meeting',
    link: ({ meeting }) => `/meetings/${meeting}`,
  },
  indexes: [
    { key: { network: 1, meeting: 1, item: 1, bytes: 1 } },
    {
      name: 'to_be_joined',
      key: { network: 1, meeting: 1, item: 1, _id: 1 },
      partialFilterExpression: { fresh: true },
    },
  ],
  people: holdsNobody('what several wrote together, and not who wrote what'),
});

const noteUpdates = rowsIn(noteUpdatesCollection);

/** The changes of one note, by their rows. */
export interface NoteRows {
  readonly ids: readonly string[];
  readonly updates: readonly Uint8Array[];
}

const bytesOf = ({ update }: NoteUpdateRow): Uint8Array => new Uint8Array(update.buffer);

/** All that is written at a meeting, by item; of one item where that is named. */
export const notesOf = async (
  { network, ...reader }: Reader,
  meeting: string,
  item?: string,
): Promise<Map<string, NoteRows>> => {
  const filter = { network, meeting, ...(item !== undefined && { item }) };
  const rows = await noteUpdates(reader).find(filter).sort({ _id: 1 }).toArray();
  return new Map(
    [...Map.groupBy(rows, (row) => row.item)].map(([of, some]) => [
      of,
      { ids: some.map(({ _id }) => _id), updates: some.map(bytesOf) },
    ]),
  );
};

/** How much is kept of one note, bytes. */
export const sizeOf = async (
  { network, ...reader }: Reader,
  meeting: string,
  item: string,
): Promise<number> => {
  const [found] = await noteUpdates(reader)
    .aggregate<{ bytes: number }>([
      { $match: { network, meeting, item } },
      { $group: { _id: null, bytes: { $sum: '$bytes' } } },
    ])
    .toArray();
  return found?.bytes ?? 0;
};

type Whose = Pick<MeetingRow, '_id' | 'network' | 'community'>;

export const insertUpdate = async (
  tx: Tx,
  { _id: meeting, network, community }: Whose,
  item: string,
  update: Uint8Array,
): Promise<void> => {
  const kept = { update: new Binary(update), bytes: update.length, fresh: true as const };
  await noteUpdates(tx).insertOne({ _id: newId(), network, meeting, community, item, ...kept });
};

/** A note that is to be joined into one row. */
export interface ToJoin {
  readonly network: string;
  readonly meeting: string;
  readonly community: string;
  readonly item: string;
}

/** A note, of any network, with many changes, or with one that has waited since before a moment; by its id’s time. */
export const nextToJoin = async (
  { db }: Pick<Reader, 'db'>,
  most: number,
  before: string,
): Promise<ToJoin | undefined> => {
  const [found] = await noteUpdates({ db })
    .aggregate<{ _id: ToJoin }>([
      { $match: { fresh: true } },
      {
        $group: {
          _id: { network: '$network', meeting: '$meeting', community: '$community', item: '$item' },
          count: { $sum: 1 },
          first: { $min: '$_id' },
        },
      },
      { $match: { $or: [{ count: { $gte: most } }, { first: { $lt: before } }] } },
      { $limit: 1 },
    ])
    .toArray();
  return found?._id;
};

/** Puts one row in the place of those that it says the same as; false where another has done so. */
export const replaceUpdates = async (
  tx: Tx,
  { meeting, community, item }: ToJoin,
  ids: readonly string[],
  { update, text }: { readonly update: Uint8Array; readonly text: string },
): Promise<boolean> => {
  const { network } = tx;
  const { deletedCount } = await noteUpdates(tx).deleteMany({ _id: { $in: [...ids] }, network });
  if (deletedCount !== ids.length) return false;
  const kept = { update: new Binary(update), bytes: update.length, text };
  await noteUpdates(tx).insertOne({ _id: newId(), network, meeting, community, item, ...kept });
  return true;
};
