import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import type { Standing } from './decide.ts';
import { type ReadingRow, StandingRow } from './row.ts';

export const standingsCollection = declareCollection({
  name: 'standings',
  schema: StandingRow,
  grows: 'a few for each survey',
  indexes: [{ key: { 'settling.since': 1 }, partialFilterExpression: { settling: { $exists: true } } }],
  people: holdsNobody('counts'),
});

const standings = rowsIn(standingsCollection);

export const findStanding = (reader: Reader, survey: string): Promise<StandingRow | null> =>
  standings(reader).findOne({ _id: survey, network: reader.network });

export const putStanding = async (tx: Tx, survey: string, standing: Standing<ReadingRow>): Promise<void> => {
  const change = { $set: { network: tx.network, ...standing } };
  await standings(tx).updateOne({ _id: survey }, change, { upsert: true });
};

/** After how many responses each of these surveys last had a reading taken, by their ids. */
export const lastReadingsInAllNetworks = async (
  reader: Pick<Reader, 'db'>,
  surveys: readonly string[],
): Promise<Map<string, Pick<StandingRow, 'waiting'>>> => {
  const rows = await standings(reader)
    .find({ _id: { $in: [...surveys] } }, { projection: { 'waiting.responses': 1 } })
    .toArray();
  return new Map(rows.map((row) => [row._id, row]));
};

/** Notes, as a survey closes, that what was accepted before is still on its way. One that was not open has had nothing. */
export const markSettling = async (tx: Tx, { _id, status }: SurveyRow): Promise<void> => {
  if (status === 'preparing') return;
  const settling = { since: tx.now };
  await standings(tx).updateOne(
    { _id },
    { $set: { network: tx.network, settling }, $unset: { waiting: '' } },
    { upsert: true },
  );
};

/** Surveys that closed before then and have not settled. */
export const settlingInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  closedBefore: Date,
  limit: number,
): Promise<StandingRow[]> =>
  standings(reader)
    .find({ 'settling.since': { $lte: closedBefore } })
    .limit(limit)
    .toArray();

/** Notes behind which message of the queue all lies that was accepted before the closing. */
export const noteSequence = async (reader: Reader, survey: string, sequence: number): Promise<void> => {
  const ours = { _id: survey, network: reader.network };
  await standings(reader).updateOne(ours, { $set: { 'settling.sequence': sequence } });
};

export const noteSettled = async (reader: Reader, survey: string): Promise<void> => {
  const change = { $set: { settled: true }, $unset: { settling: '', shown: '' } } as const;
  await standings(reader).updateOne({ _id: survey, network: reader.network }, change);
};
