import { type DeliveryReport, type Digest, DigestSection, DigestStatus } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** One issue of the digest: the letter of a month. */
export const DigestRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  month: z.string(),
  title: z.string(),
  introduction: z.string(),
  sections: z.array(DigestSection),
  missing: z.array(z.string()),
  status: DigestStatus,
  createdAt: z.date(),
  /** The last member whose letter was put into the ledger, while these are generated in the order of their ids. */
  cursor: z.string().optional(),
});
export type DigestRow = z.infer<typeof DigestRow>;

export const digestCollections: CollectionDeclaration[] = [
  {
    name: 'digests',
    schema: DigestRow,
    indexes: [{ key: { network: 1, month: -1 }, unique: true }, { key: { status: 1 } }],
    people: holdsNobody('an issue as it was edited for everybody'),
  },
];

export const digestsIn = (db: Db) => db.collection<DigestRow>('digests');

export const findDigest = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<DigestRow | null> => digestsIn(db).findOne({ _id: id, network }, session ? { session } : {});

export const findDigestOfMonth = (
  db: Db,
  network: string,
  month: string,
  session?: ClientSession,
): Promise<DigestRow | null> => digestsIn(db).findOne({ network, month }, session ? { session } : {});

export const findDigests = (db: Db, network: string, ids: readonly string[]): Promise<DigestRow[]> =>
  digestsIn(db)
    .find({ _id: { $in: [...ids] }, network })
    .toArray();

/** The issues on their way, of all networks. */
export const digestsUnderWay = (db: Db): Promise<DigestRow[]> =>
  digestsIn(db)
    .find({ status: { $in: ['generating', 'sending'] } })
    .toArray();

export const insertDigest = async (tx: Tx, row: DigestRow): Promise<void> => {
  await digestsIn(tx.db).insertOne(row, { session: tx.session });
};

export const replaceDigest = async (tx: Tx, row: DigestRow): Promise<void> => {
  await digestsIn(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

/** Keeps how far an issue is generated; of two processes at it the one that is further counts. */
export const moveCursor = async (db: Db, { _id, network }: DigestRow, cursor: string): Promise<void> => {
  await digestsIn(db).updateOne({ _id, network, status: 'generating' }, { $max: { cursor } });
};

export const presentDigest = (row: DigestRow, report: DeliveryReport): Digest => {
  const { _id, network: _, cursor: __, createdAt, ...facts } = row;
  return { id: _id, ...facts, report, createdAt: createdAt.toISOString() };
};
