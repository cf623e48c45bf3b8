import type { TensionStatus } from '@skein/contracts';
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
import { withoutPerson } from './decide.ts';
import { TensionRow } from './row.ts';

export const tensionsCollection = declareCollection({
  name: 'tensions',
  schema: TensionRow,
  grows: 'what communities dealt with; they keep it as their memory',
  freeText: {
    at: ['title', 'wouldHelp', 'history.word'],
    what: 'A tension',
    link: ({ community }) => `/communities/${community}/work`,
  },
  indexes: [
    { key: { network: 1, community: 1, _id: 1 } },
    { key: { network: 1, community: 1, status: 1, _id: 1 } },
    { key: { network: 1, raisedBy: 1 } },
    { key: { network: 1, 'history.by': 1 } },
    { key: { network: 1, status: 1, _id: -1 } },
    {
      key: { network: 1, letter: 1 },
      unique: true,
      partialFilterExpression: { letter: { $exists: true } },
    },
  ],
  people: holds<TensionRow>({
    title: 'Tensions you raised or dealt with',
    at: ['raisedBy', 'history.by'],
    show: ({ title, wouldHelp, raisedAt, raisedBy, status, history }, person) => ({
      ...(raisedBy === person && { title, wouldHelp, raisedAt, status }),
      done: history.flatMap(({ at, by, did, word }) => (by === person ? [{ at, did, word }] : [])),
    }),
    erase: {
      does: 'change',
      why: 'What became of a tension stays, since it is the community’s; what you wrote, and that it was you, is gone.',
      to: withoutPerson,
    },
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const tensions = rowsIn(tensionsCollection);

const orders = {
  first: [['_id', 1]],
  last: [['_id', -1]],
} as const satisfies Record<string, Order>;

interface Listing {
  readonly community: string;
  readonly status?: TensionStatus | undefined;
  readonly raisedBy?: string | undefined;
  readonly order: keyof typeof orders;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of a community's tensions, the one raised first or last before the others. */
export const listTensions = <T>(reader: Reader, listing: Listing, present: (row: TensionRow) => T) => {
  const { community, status, raisedBy, order } = listing;
  const filter = {
    network: reader.network,
    community,
    ...(status && { status }),
    ...(raisedBy !== undefined && { raisedBy }),
  };
  return readPage(tensions(reader), filter, orders[order], listing, present);
};

/** The open tensions raised last in these communities, or in all: as many as a search looks through. */
export const lastOpenTensions = (
  reader: Reader,
  of: 'all' | readonly string[],
  reach: number,
): Promise<TensionRow[]> => lastOf(tensions(reader), reader, of, reach, { status: 'open' });

export const findTension = (reader: Reader, id: string): Promise<TensionRow | null> =>
  tensions(reader).findOne({ _id: id, network: reader.network });

/** The tension that came by this letter. */
export const tensionBy = (reader: Reader, letter: string): Promise<TensionRow | null> =>
  tensions(reader).findOne({ network: reader.network, letter });

export const putTension = async (tx: Tx, row: TensionRow): Promise<void> => {
  await tensions(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
