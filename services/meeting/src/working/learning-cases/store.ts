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
import { lastOf } from '../occasions/last-of.ts';
import { withoutTeller } from './decide.ts';
import { LearningCaseRow } from './row.ts';

export const learningCasesCollection = declareCollection({
  name: 'learning_cases',
  schema: LearningCaseRow,
  grows: 'what communities learned; they keep it as their memory',
  freeText: {
    at: [
      'title',
      'situation',
      'criteria.text',
      'tables.title',
      'contributions.text',
      'contributions.party',
      'observations',
      'insights',
      'tried',
      'feedback.tried',
    ],
    what: 'A learning case',
    link: ({ community }) => `/communities/${community}/learning`,
  },
  indexes: [
    { key: { network: 1, community: 1, _id: -1 } },
    { key: { network: 1, community: 1, status: 1, _id: -1 } },
    { key: { network: 1, scope: 1, _id: -1 } },
    { key: { network: 1, scope: 1, clearedAt: 1 } },
    { key: { network: 1, broughtBy: 1 } },
    { key: { network: 1, 'contributions.by': 1 } },
    { key: { network: 1, 'tables.host': 1 } },
    { key: { network: 1, _id: -1 } },
  ],
  people: holds<LearningCaseRow>({
    title: 'Learning cases you brought, or said something of',
    at: ['broughtBy', 'contributions.by', 'tables.host'],
    show: ({ title, situation, tried, feedback, status, broughtBy, contributions = [] }, person) => ({
      ...(broughtBy === person && { title, situation, tried: feedback?.tried ?? tried, status }),
      said: contributions.flatMap(({ by, text }) => (by === person ? [text] : [])),
    }),
    erase: {
      does: 'change',
      why: 'What you told is gone. What the others observed and learned from it is theirs, and stays; so does what you said of theirs, without your name.',
      to: withoutTeller,
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
  readonly broughtBy?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** To whom a list of cases is shown who does not run the community, and at which meetings they were. */
export interface Onlooker {
  readonly person: string;
  readonly attended: readonly string[];
}

const shownTo = (onlooker: Onlooker | undefined) =>
  onlooker
    ? {
        $or: [
          { scope: { $ne: 'meeting' as const } },
          { broughtBy: onlooker.person },
          { 'contributions.by': onlooker.person },
          { meeting: { $in: [...onlooker.attended] } },
        ],
      }
    : {};

/** One page of a community's cases that the onlooker may see, the newest first; all where there is none. */
export const listLearningCases = <T>(
  reader: Reader,
  listing: Listing,
  onlooker: Onlooker | undefined,
  present: (row: LearningCaseRow) => T,
) => {
  const { community, status, broughtBy } = listing;
  const filter = {
    network: reader.network,
    community,
    ...(status && { status }),
    ...(broughtBy !== undefined && { broughtBy }),
    $and: [shownTo(onlooker)],
  };
  return readPage(learningCases(reader), filter, newestFirst, listing, present);
};

/** The cases that were brought to a meeting, in the order in which they were. */
export const casesAt = (
  { network, ...reader }: Reader,
  { community, _id: meeting }: { readonly community: string; readonly _id: string },
): Promise<LearningCaseRow[]> =>
  learningCases(reader).find({ network, community, meeting }).sort({ _id: 1 }).toArray();

/** The meetings of a community that cases are kept to. */
export const meetingsWithKeptCases = (reader: Reader, community: string): Promise<string[]> =>
  learningCases(reader).distinct('meeting', { network: reader.network, community, scope: 'meeting' });

/** One page of the cases that are cleared for the network, the newest first. */
export const listClearedCases = <T>(
  reader: Reader,
  listing: Pick<Listing, 'after' | 'limit'>,
  present: (row: LearningCaseRow) => T,
) =>
  readPage(
    learningCases(reader),
    { network: reader.network, scope: 'network' },
    newestFirst,
    listing,
    present,
  );

/** The cases of these communities that wait for feedback, and were brought to another meeting than this one. */
export const casesToFeedBack = (
  reader: Reader,
  communities: readonly string[],
  meeting: string,
): Promise<LearningCaseRow[]> =>
  learningCases(reader)
    .find({
      network: reader.network,
      community: { $in: [...communities] },
      status: 'awaiting-feedback',
      meeting: { $ne: meeting },
    })
    .sort({ _id: 1 })
    .toArray();

/** The cases brought last in these communities, or in all: as many as a search looks through. */
export const lastLearningCases = (
  reader: Reader,
  of: 'all' | readonly string[],
  reach: number,
): Promise<LearningCaseRow[]> => lastOf(learningCases(reader), reader, of, reach);

/** What was cleared for the network within a time, the first first. */
export const clearedBetween = (
  reader: Reader,
  from: Date,
  until: Date,
  limit: number,
): Promise<LearningCaseRow[]> =>
  learningCases(reader)
    .find({ network: reader.network, scope: 'network', clearedAt: { $gte: from, $lt: until } })
    .sort({ clearedAt: 1 })
    .limit(limit)
    .toArray();

export const findLearningCases = async (
  reader: Reader,
  ids: readonly string[],
): Promise<LearningCaseRow[]> =>
  ids.length === 0
    ? []
    : learningCases(reader)
        .find({ network: reader.network, _id: { $in: [...ids] } })
        .toArray();

export const findLearningCase = (reader: Reader, id: string): Promise<LearningCaseRow | null> =>
  learningCases(reader).findOne({ _id: id, network: reader.network });

export const putLearningCase = async (tx: Tx, row: LearningCaseRow): Promise<void> => {
  await learningCases(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** How many cases were brought to these meetings, and how many were fed back at them. */
export const countCases = async (reader: Reader, meetings: readonly string[]) => {
  const { network } = reader;
  const at = { $in: [...meetings] };
  return {
    told: await learningCases(reader).countDocuments({ network, meeting: at }),
    fedBack: await learningCases(reader).countDocuments({ network, 'feedback.meeting': at }),
  };
};
