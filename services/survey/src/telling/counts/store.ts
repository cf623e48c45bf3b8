import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { PassRow } from './row.ts';

export const passesCollection = declareCollection({
  name: 'result_passes',
  schema: PassRow,
  indexes: [{ key: { state: 1, claimedUntil: 1 } }, { key: { network: 1, survey: 1 } }],
  people: holdsNobody('counts'),
});

const passes = rowsIn(passesCollection);

export const passId = (survey: string, rows: string, columns: string): string =>
  `${survey}.${rows}.${columns}`;

export const findPass = (reader: Reader, _id: string): Promise<PassRow | null> =>
  passes(reader).findOne({ _id, network: reader.network });

/** Asks for a pass, unless it is under way or counted as many responses as there are. */
export const askPass = async (
  tx: Tx,
  wanted: Pick<PassRow, 'survey' | 'rows' | 'columns' | 'upTo'>,
): Promise<PassRow> => {
  const _id = passId(wanted.survey, wanted.rows, wanted.columns);
  const before = await findPass(tx, _id);
  if (before && (before.state === 'counting' || before.upTo === wanted.upTo)) return before;
  const row: PassRow = {
    ...before,
    ...wanted,
    _id,
    network: tx.network,
    state: 'counting',
    askedAt: tx.now,
    claimedUntil: new Date(0),
  };
  await passes(tx).replaceOne({ _id, network: tx.network }, row, { upsert: true });
  return row;
};

/** Claims the pass that has waited longest, for as long as `until`; null where none waits. */
export const claimPassInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  now: Date,
  until: Date,
): Promise<PassRow | null> =>
  passes(reader).findOneAndUpdate(
    { state: 'counting', claimedUntil: { $lt: now } },
    { $set: { claimedUntil: until } },
    { sort: { claimedUntil: 1 }, returnDocument: 'after' },
  );

export const renewClaim = async (reader: Reader, { _id }: PassRow, until: Date): Promise<void> => {
  await passes(reader).updateOne({ _id, network: reader.network }, { $set: { claimedUntil: until } });
};

export const finishPass = async (
  reader: Reader,
  { _id }: PassRow,
  counted: NonNullable<PassRow['counted']>,
  at: Date,
): Promise<void> => {
  const change = { $set: { state: 'ready' as const, counted, at } };
  await passes(reader).updateOne({ _id, network: reader.network }, change);
};

export const dropPass = async (reader: Reader, { _id }: PassRow): Promise<void> => {
  await passes(reader).deleteOne({ _id, network: reader.network });
};
