import { AgendaPart, MeetingKind, type Series } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

/** A series of meetings: its rhythm in words, and the agenda that its meetings take over. */
export const SeriesRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  kind: MeetingKind,
  rhythm: z.string(),
  agenda: z.array(AgendaPart),
});
export type SeriesRow = z.infer<typeof SeriesRow>;

export const seriesCollections: CollectionDeclaration[] = [
  {
    name: 'series',
    schema: SeriesRow,
    indexes: [{ key: { network: 1, community: 1, _id: 1 } }],
    people: holdsNobody('the rhythm of a community’s meetings'),
  },
];

export const series = (db: Db) => db.collection<SeriesRow>('series');

export const findSeries = (tx: Tx, network: string, id: string): Promise<SeriesRow | null> =>
  series(tx.db).findOne({ _id: id, network }, { session: tx.session });

export const putSeries = async (tx: Tx, row: SeriesRow): Promise<void> => {
  await series(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

export const presentSeries = ({ _id, network: _, ...facts }: SeriesRow): Series => ({ id: _id, ...facts });
