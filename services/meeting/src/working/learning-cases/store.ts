import type { LearningCaseStatus } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { LearningCaseRow } from './row.ts';

export const learningCasesCollection = declareCollection({
  name: 'learning_cases',
  schema: LearningCaseRow,
  grows: 'what communities learned; they keep it as their memory',
  freeText: {
    at: ['title', 'situation', 'observations', 'insights', 'feedback.tried'],
    what: 'A learning case',
    link: ({ community }) => `/communities/${community}`,
  },
  indexes: [
    { key: { network: 1, community: 1, _id: -1 } },
    { key: { network: 1, community: 1, status: 1, _id: -1 } },
    { key: { network: 1, broughtBy: 1 } },
  ],
  people: holds<LearningCaseRow>({
    title: 'Learning cases you brought',
    at: ['broughtBy'],
    show: ({ title, situation, feedback, status }) => ({
      title,
      situation,
      tried: feedback?.tried,
      status,
    }),
    erase: {
      does: 'change',
      why: 'What you told is gone. What the others observed and learned from it is theirs, and stays.',
      to: ({ broughtBy: _, feedback, ...row }) => ({
        ...row,
        title: 'A learning case',
        situation: '',
        ...(feedback && { feedback: { ...feedback, tried: '' } }),
      }),
    },
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const learningCases = rowsIn(learningCasesCollection);

const newestFirst: Order = [['_id', -1]];

/** Which cases are listed, and from where on. */
interface Listing {
  readonly community: string;
  readonly status?: LearningCaseStatus | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of a community's cases, the newest first. */
export const listLearningCases = <T>(
  reader: Reader,
  listing: Listing,
  present: (row: LearningCaseRow) => T,
) => {
  const { community, status } = listing;
  const filter = { network: reader.network, community, ...(status && { status }) };
  return readPage(learningCases(reader), filter, newestFirst, listing, present);
};

/** The cases that were brought to a meeting, in the order in which they were. */
export const casesAt = (
  { network, ...reader }: Reader,
  { community, _id: meeting }: { readonly community: string; readonly _id: string },
): Promise<LearningCaseRow[]> =>
  learningCases(reader).find({ network, community, meeting }).sort({ _id: 1 }).toArray();

export const findLearningCase = (reader: Reader, id: string): Promise<LearningCaseRow | null> =>
  learningCases(reader).findOne({ _id: id, network: reader.network });

export const putLearningCase = async (tx: Tx, row: LearningCaseRow): Promise<void> => {
  await learningCases(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
