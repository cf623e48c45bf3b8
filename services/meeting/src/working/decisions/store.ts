import type { DecisionStatus } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { lastOf } from '../occasions/last-of.ts';
import { DecisionRow } from './row.ts';

export const decisionsCollection = declareCollection({
  name: 'decisions',
  schema: DecisionRow,
  grows: 'what communities decided; they keep it as their memory',
  freeText: {
    at: ['what', 'why', 'reviews.word'],
    what: 'A decision',
    link: ({ community }) => `/communities/${community}/work`,
  },
  called: 'what',
  indexes: [
    { key: { network: 1, community: 1, decidedOn: -1, _id: -1 } },
    { key: { network: 1, community: 1, status: 1, reviewOn: 1 } },
    { key: { network: 1, agreedBy: 1 } },
    { key: { network: 1, 'reviews.by': 1 } },
    { key: { network: 1, _id: -1 } },
    { key: { network: 1, decidedOn: 1 } },
  ],
  people: holds<DecisionRow>({
    title: 'Decisions you agreed to, or looked at again',
    at: ['agreedBy', 'reviews.by'],
    show: ({ what, why, decidedOn, status, agreedBy }, person) => ({
      what,
      why,
      decidedOn,
      status,
      agreed: agreedBy.includes(person),
    }),
    erase: takeOut(
      'The decision stays, since it is the community’s; that you agreed to it is gone.',
      'agreedBy',
      'reviews.by',
    ),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const decisions = rowsIn(decisionsCollection);

/** What was decided at a meeting, in the order in which it was written down. */
export const decisionsAt = (
  { network, ...reader }: Reader,
  { community, _id: meeting }: { readonly community: string; readonly _id: string },
): Promise<DecisionRow[]> =>
  decisions(reader).find({ network, community, meeting }).sort({ _id: 1 }).toArray();

const newestFirst: Order = [
  ['decidedOn', -1],
  ['_id', -1],
];

interface Listing {
  readonly community: string;
  readonly status?: DecisionStatus | undefined;
  /** Those that stand and are to be looked at again by this day. */
  readonly due?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of a community's decisions, the newest first. */
export const listDecisions = <T>(reader: Reader, listing: Listing, present: (row: DecisionRow) => T) => {
  const { community, status, due } = listing;
  const filter = {
    network: reader.network,
    community,
    ...(status && { status }),
    ...(due !== undefined && { $and: [{ status: 'standing' as const, reviewOn: { $lte: due } }] }),
  };
  return readPage(decisions(reader), filter, newestFirst, listing, present);
};

/** The decisions made last in these communities, or in all: as many as a search looks through. */
export const lastDecisions = (
  reader: Reader,
  of: 'all' | readonly string[],
  reach: number,
): Promise<DecisionRow[]> => lastOf(decisions(reader), reader, of, reach);

/** What was decided from one day until another, the first first. */
export const decidedBetween = (
  reader: Reader,
  from: string,
  until: string,
  limit: number,
): Promise<DecisionRow[]> =>
  decisions(reader)
    .find({ network: reader.network, decidedOn: { $gte: from, $lt: until } })
    .sort({ decidedOn: 1, _id: 1 })
    .limit(limit)
    .toArray();

export const findDecision = (reader: Reader, id: string): Promise<DecisionRow | null> =>
  decisions(reader).findOne({ _id: id, network: reader.network });

export const putDecision = async (tx: Tx, row: DecisionRow): Promise<void> => {
  await decisions(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** How many decisions came out of these meetings. */
export const countDecisions = (reader: Reader, meetings: readonly string[]): Promise<number> =>
  decisions(reader).countDocuments({ network: reader.network, meeting: { $in: [...meetings] } });
