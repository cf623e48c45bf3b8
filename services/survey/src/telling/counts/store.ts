import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { CountRow, countForm } from './row.ts';

export const countsCollection = declareCollection({
  name: 'result_passes',
  schema: CountRow,
  grows: 'one for each count that was asked for',
  indexes: [{ key: { state: 1, claimedUntil: 1 } }, { key: { network: 1, survey: 1 } }],
  people: holdsNobody('counts'),
});

const counts = rowsIn(countsCollection);

export const countId = (survey: string, rows: string, columns: string): string =>
  `${survey}.${rows}.${columns}`;

export const findCount = (reader: Reader, _id: string): Promise<CountRow | null> =>
  counts(reader).findOne({ _id, network: reader.network, form: countForm });

/** Asks for a count, unless it is under way or counted as many responses as there are. */
export const askCount = async (
  tx: Tx,
  wanted: Pick<CountRow, 'survey' | 'rows' | 'columns' | 'upTo'>,
): Promise<CountRow> => {
  const _id = countId(wanted.survey, wanted.rows, wanted.columns);
  const before = await findCount(tx, _id);
  if (before && (before.state === 'counting' || before.upTo === wanted.upTo)) return before;
  const row: CountRow = {
    ...before,
    ...wanted,
    _id,
    network: tx.network,
    state: 'counting',
    form: countForm,
    askedAt: tx.now,
    claimedUntil: new Date(0),
  };
  await counts(tx).replaceOne({ _id, network: tx.network }, row, { upsert: true });
  return row;
};

/** Claims the count that has waited longest, for as long as `until`; null where none waits. */
export const claimCountInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  now: Date,
  until: Date,
): Promise<CountRow | null> =>
  counts(reader).findOneAndUpdate(
    { state: 'counting', claimedUntil: { $lt: now } },
    { $set: { claimedUntil: until } },
    { sort: { claimedUntil: 1 }, returnDocument: 'after' },
  );

export const renewClaim = async (reader: Reader, { _id }: CountRow, until: Date): Promise<void> => {
  await counts(reader).updateOne({ _id, network: reader.network }, { $set: { claimedUntil: until } });
};

export const finishCount = async (
  reader: Reader,
  { _id }: CountRow,
  counted: NonNullable<CountRow['counted']>,
  at: Date,
): Promise<void> => {
  const change = { $set: { state: 'ready' as const, counted, at } };
  await counts(reader).updateOne({ _id, network: reader.network }, change);
};

export const dropCount = async (reader: Reader, { _id }: CountRow): Promise<void> => {
  await counts(reader).deleteOne({ _id, network: reader.network });
};
