import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { SurveyKeysRow } from './row.ts';

export const surveyKeysCollection = declareCollection({
  name: 'survey_keys',
  schema: SurveyKeysRow,
  grows: 'one for each survey',
  people: holdsNobody('keys of surveys'),
});

const keys = rowsIn(surveyKeysCollection);

export const insertKeys = async (
  tx: Tx,
  survey: string,
  { receiptKey, ballotKey }: Pick<SurveyKeysRow, 'receiptKey' | 'ballotKey'>,
): Promise<void> => {
  await keys(tx).insertOne({ _id: survey, network: tx.network, receiptKey, ...(ballotKey && { ballotKey }) });
};

export const deleteKeys = async (tx: Tx, survey: string): Promise<void> => {
  await keys(tx).deleteOne({ _id: survey, network: tx.network });
};

export const findKeys = (reader: Reader, survey: string): Promise<SurveyKeysRow | null> =>
  keys(reader).findOne({ _id: survey, network: reader.network });
