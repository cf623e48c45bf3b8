import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { uncommented } from './decide.ts';
import { ReportCommentsRow } from './row.ts';

export const reportCommentsCollection = declareCollection({
  name: 'report_comments',
  schema: ReportCommentsRow,
  grows: 'four a year for each network',
  freeText: {
    at: ['comments.text'],
    what: 'A comment in a quarterly report',
    link: ({ quarter }) => `/report/${quarter}`,
  },
  indexes: [],
  people: holdsNobody('what is said of a quarter, by those who host the network together'),
});

const comments = rowsIn(reportCommentsCollection);

/** What was said of a quarter; where nothing was, a row to say it in. */
export const commentsOf = async (reader: Reader, quarter: string): Promise<ReportCommentsRow> => {
  const { network } = reader;
  const fresh = uncommented(network, quarter);
  return (await comments(reader).findOne({ _id: fresh._id, network })) ?? fresh;
};

export const putComments = async (tx: Tx, row: ReportCommentsRow): Promise<void> => {
  await comments(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
