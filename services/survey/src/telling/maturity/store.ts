import {
  declareCollection,
  holdsNobody,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { AssessmentRow } from './row.ts';

export const assessmentsCollection = declareCollection({
  name: 'assessments',
  schema: AssessmentRow,
  grows: 'a few a year for each community',
  indexes: [{ key: { network: 1, community: 1, date: -1, _id: -1 } }],
  people: holdsNobody('levels that a group agreed on'),
});

const assessments = rowsIn(assessmentsCollection);

const newestFirst: Order = [
  ['date', -1],
  ['_id', -1],
];

export const findAssessment = (reader: Reader, _id: string): Promise<AssessmentRow | null> =>
  assessments(reader).findOne({ _id, network: reader.network });

/** The assessments of a community, the newest first. */
export const listAssessments = <I>(
  reader: Reader,
  query: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly community: string;
    readonly instrument?: string | undefined;
  },
  present: (row: AssessmentRow) => I,
) => {
  const { community, instrument } = query;
  const filter = { network: reader.network, community, ...(instrument && { instrument }) };
  return readPage(assessments(reader), filter, newestFirst, query, present);
};

export const putAssessment = async (tx: Tx, row: AssessmentRow): Promise<void> => {
  await assessments(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

const mostInHistory = 12;

/** This assessment and the ones before it of the same group and instrument, oldest first. */
export const historyUpTo = async (
  reader: Reader,
  { _id, community, instrument, date }: AssessmentRow,
): Promise<AssessmentRow[]> => {
  const before = { $or: [{ date: { $lt: date } }, { date, _id: { $lte: _id } }] };
  const rows = await assessments(reader)
    .find({ network: reader.network, community, instrument, ...before })
    .sort({ date: -1, _id: -1 })
    .limit(mostInHistory)
    .toArray();
  return rows.toReversed();
};
