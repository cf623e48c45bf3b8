import { ConsentPurpose, type ConsentText, consentText } from '@skein/contracts';
import { type CollectionDeclaration, holds, isDuplicateKey, type Tx, takeOut } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** A published wording. The collection is only ever inserted into: what somebody agreed to stays as they read it. */
export const ConsentTextRow = z.object({
  /** `<network>:<version>` */
  _id: z.string(),
  network: z.string(),
  version: z.string(),
  purposes: z.partialRecord(ConsentPurpose, z.string()),
  publishedAt: z.date(),
  by: z.string().optional(),
});
export type ConsentTextRow = z.infer<typeof ConsentTextRow>;

export const consentTextCollections: CollectionDeclaration[] = [
  {
    name: 'consent_texts',
    schema: ConsentTextRow,
    indexes: [{ key: { network: 1, publishedAt: -1, _id: -1 } }],
    people: holds<ConsentTextRow>({
      title: 'Wordings that you published',
      at: ['by'],
      show: ({ version, publishedAt }) => ({ version, publishedAt }),
      erase: takeOut('The wording stays, since others agreed to it; that it was you is gone.', 'by'),
      join: { does: 'rename' },
    }),
  },
];

const texts = (db: Db) => db.collection<ConsentTextRow>('consent_texts');

const builtInSince = new Date('2026-11-01T00:00:00.000Z');

const builtIn = (network: string): ConsentTextRow => ({
  _id: `${network}:${consentText.version}`,
  network,
  version: consentText.version,
  purposes: { ...consentText.purposes },
  publishedAt: builtInSince,
});

const putBuiltIn = async (db: Db, network: string, session?: ClientSession): Promise<void> => {
  const row = builtIn(network);
  await texts(db).updateOne(
    { _id: row._id, network },
    { $setOnInsert: row },
    { upsert: true, ...(session && { session }) },
  );
};

/** Puts the built-in wording into a network that has none yet; several processes may do so at once. */
export const seedTexts = (db: Db, network: string): Promise<void> =>
  putBuiltIn(db, network).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });

/** The wordings of a network, newest first. A network that began a moment ago has the built-in one. */
export const textsOf = async (db: Db, network: string, session?: ClientSession): Promise<ConsentText[]> => {
  const rows = await texts(db)
    .find({ network }, session ? { session } : {})
    .sort({ publishedAt: -1, _id: -1 })
    .toArray();
  return (rows.length ? rows : [builtIn(network)]).map(({ version, purposes, publishedAt }, index) => ({
    version,
    purposes,
    publishedAt: publishedAt.toISOString(),
    current: index === 0,
  }));
};

/** The wording shown today. */
export const currentText = async (db: Db, network: string, session?: ClientSession): Promise<ConsentText> => {
  const [text] = await textsOf(db, network, session);
  if (!text) throw new Error(`network ${network} has no wording`);
  return text;
};

export const insertText = async (tx: Tx, row: ConsentTextRow): Promise<void> => {
  await putBuiltIn(tx.db, row.network, tx.session);
  await texts(tx.db).insertOne(row, { session: tx.session });
};
