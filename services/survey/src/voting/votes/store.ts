import {
  declareCollection,
  holds,
  holdsNobody,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { StatementRow, VoteRow } from './row.ts';

export const votesCollection = declareCollection({
  name: 'votes',
  schema: VoteRow,
  grows: 'by those who run votes',
  freeText: {
    at: ['title', 'question'],
    what: 'What a vote asks',
    link: ({ _id }) => `/api/v1/votes/${_id}`,
  },
  called: 'title',
  indexes: [{ key: { network: 1, _id: -1 } }, { key: { network: 1, community: 1, _id: -1 } }],
  people: holdsNobody('what is voted on'),
});

export const statementsCollection = declareCollection({
  name: 'statements',
  schema: StatementRow,
  grows: 'by members, for each vote',
  freeText: {
    at: ['text'],
    what: 'A statement that is voted on',
    link: ({ vote }) => `/api/v1/votes/${vote}`,
  },
  indexes: [{ key: { network: 1, vote: 1, _id: 1 } }, { key: { network: 1, proposedBy: 1 } }],
  people: holds<StatementRow>({
    title: 'Statements that you proposed',
    at: ['proposedBy'],
    show: ({ vote, text, proposedAt, withdrawn }) => ({ vote, text, proposedAt, withdrawn }),
    erase: {
      does: 'change',
      why: 'A statement that others voted on stays as it was voted on; that it was yours is gone.',
      to: (row, _person, stranger) => ({ ...row, proposedBy: stranger }),
    },
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const votes = rowsIn(votesCollection);
const statements = rowsIn(statementsCollection);

const newestFirst: Order = [['_id', -1]];

export const findVote = (reader: Reader, id: string): Promise<VoteRow | null> =>
  votes(reader).findOne({ _id: id, network: reader.network });

/** The network's votes, or one community's, the newest first; of communities' own those of `readable` alone, if said. */
export const listVotes = <I>(
  reader: Reader,
  query: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly community?: string | undefined;
  },
  readable: readonly string[] | undefined,
  present: (row: VoteRow) => I,
) => {
  const { community } = query;
  const filter = { network: reader.network, ...(community && { community }) };
  const seen = readable
    ? { $or: [{ community: { $exists: false } }, { community: { $in: [...readable] } }] }
    : {};
  return readPage(votes(reader), { $and: [filter, seen] }, newestFirst, query, present);
};

export const putVote = async (tx: Tx, row: VoteRow): Promise<void> => {
  await votes(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** The statements of a vote, in the order in which they were proposed. */
export const statementsOf = (reader: Reader, vote: string): Promise<StatementRow[]> =>
  statements(reader).find({ network: reader.network, vote }).sort({ _id: 1 }).toArray();

export const putStatement = async (tx: Tx, row: StatementRow): Promise<void> => {
  await statements(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
