import { type ConsentText, consentText } from '@skein/contracts';
import {
  declareCollection,
  holds,
  isDuplicateKey,
  type Reader,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { ConsentTextRow } from './row.ts';

export const consentTextsCollection = declareCollection({
  name: 'consent_texts',
  schema: ConsentTextRow,
  grows: 'a few a year, by the hosts',
  indexes: [{ key: { network: 1, publishedAt: -1, _id: -1 } }],
  people: holds<ConsentTextRow>({
    title: 'Wordings that you published',
    at: ['by'],
    show: ({ version, publishedAt }) => ({ version, publishedAt }),
    erase: takeOut('The wording stays, since others agreed to it; that it was you is gone.', 'by'),
    merge: { does: 'rename' },
  }),
});

const texts = rowsIn(consentTextsCollection);

const builtInSince = new Date('2026-11-01T00:00:00.000Z');

const builtIn = (network: string): ConsentTextRow => ({
  _id: `${network}:${consentText.version}`,
  network,
  version: consentText.version,
  purposes: { ...consentText.purposes },
  publishedAt: builtInSince,
});

const putBuiltIn = async (reader: Reader): Promise<void> => {
  const row = builtIn(reader.network);
  await texts(reader).updateOne(
    { _id: row._id, network: reader.network },
    { $setOnInsert: row },
    { upsert: true },
  );
};

/** Puts the built-in wording into a network that has none yet; several processes may do so at once. */
export const seedTexts = (reader: Reader): Promise<void> =>
  putBuiltIn(reader).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });

/** The wordings of a network, newest first. A network that began a moment ago has the built-in one. */
export const textsOf = async (reader: Reader): Promise<ConsentText[]> => {
  const rows = await texts(reader)
    .find({ network: reader.network })
    .sort({ publishedAt: -1, _id: -1 })
    .toArray();
  return (rows.length ? rows : [builtIn(reader.network)]).map(
    ({ version, purposes, publishedAt }, index) => ({
      version,
      purposes,
      publishedAt: publishedAt.toISOString(),
      current: index === 0,
    }),
  );
};

/** The wording shown today. */
export const currentText = async (reader: Reader): Promise<ConsentText> => {
  const [text] = await textsOf(reader);
  if (!text) throw new Error(`network ${reader.network} has no wording`);
  return text;
};

export const insertText = async (tx: Tx, row: ConsentTextRow): Promise<void> => {
  await putBuiltIn(tx);
  await texts(tx).insertOne(row);
};
