import type { StepStatus } from '@skein/contracts';
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
import { withoutOwner } from './answer.ts';
import { StepRow, WorkstreamRow } from './row.ts';

export const workstreamsCollection = declareCollection({
  name: 'workstreams',
  schema: WorkstreamRow,
  grows: 'what communities plan; they keep it as their memory',
  freeText: {
    at: ['title'],
    what: 'A piece of work',
    link: ({ community }) => `/communities/${community}/work`,
  },
  called: 'title',
  indexes: [{ key: { network: 1, community: 1, _id: 1 } }, { key: { network: 1, owners: 1 } }],
  people: holds<WorkstreamRow>({
    title: 'Pieces of work you own',
    at: ['owners'],
    show: ({ title, community }) => ({ title, community }),
    erase: takeOut('The work stays, since it is the community’s; that it was yours is gone.', 'owners'),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

export const stepsCollection = declareCollection({
  name: 'steps',
  schema: StepRow,
  grows: 'what communities plan; they keep it as their memory',
  freeText: {
    at: ['title', 'notes', 'answers.word'],
    what: 'A step of a piece of work',
    link: ({ community }) => `/communities/${community}/work`,
  },
  indexes: [
    { key: { network: 1, workstream: 1, _id: 1 } },
    { key: { network: 1, owners: 1 } },
    { key: { network: 1, 'answers.by': 1 } },
    { key: { network: 1, community: 1, status: 1, _id: 1 } },
  ],
  people: holds<StepRow>({
    title: 'Steps you took on, or were asked to',
    at: ['owners', 'answers.by'],
    show: ({ title, notes, status, due, doneOn, answers = [] }, person) => ({
      ...{ title, notes, status, due, doneOn },
      answers: answers.flatMap(({ by, ...answer }) => (by === person ? [answer] : [])),
    }),
    erase: {
      does: 'change',
      why: 'The work stays, since it is the community’s; that it was yours, and what you said of it, is gone.',
      to: withoutOwner,
    },
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const workstreams = rowsIn(workstreamsCollection);
const steps = rowsIn(stepsCollection);

const order: Order = [['_id', 1]];
const open: StepStatus[] = ['proposed', 'accepted'];

/** Whose workstreams are listed, and from where on. */
interface Listing {
  readonly community: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of a community's workstreams in the order in which they were started. */
export const listWorkstreams = (reader: Reader, listing: Listing) => {
  const filter = { network: reader.network, community: listing.community };
  return readPage(workstreams(reader), filter, order, listing, (row) => row);
};

export const findWorkstream = (reader: Reader, id: string): Promise<WorkstreamRow | null> =>
  workstreams(reader).findOne({ _id: id, network: reader.network });

/** Those of a community’s workstreams that are called so. */
export const workstreamsCalled = (
  reader: Reader,
  community: string,
  titles: readonly string[],
): Promise<WorkstreamRow[]> =>
  workstreams(reader)
    .find({ network: reader.network, community, title: { $in: [...titles] } })
    .toArray();

export const insertWorkstream = async (tx: Tx, row: WorkstreamRow): Promise<void> => {
  await workstreams(tx).insertOne(row);
};

export const findStep = (reader: Reader, id: string): Promise<StepRow | null> =>
  steps(reader).findOne({ _id: id, network: reader.network });

export const putStep = async (tx: Tx, row: StepRow): Promise<void> => {
  await steps(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** The steps of these workstreams in the order in which they were added; only those still to do, if asked so. */
export const stepsOf = (reader: Reader, ids: readonly string[], openOnly: boolean): Promise<StepRow[]> => {
  const filter = { network: reader.network, workstream: { $in: [...ids] } };
  return steps(reader)
    .find({ ...filter, ...(openOnly && { status: { $in: open } }) })
    .sort({ _id: 1 })
    .toArray();
};

/** The steps that came out of a meeting, in the order in which they were added. */
export const stepsFrom = (
  { network, ...reader }: Reader,
  { community, _id: meeting }: { readonly community: string; readonly _id: string },
): Promise<StepRow[]> => steps(reader).find({ network, community, meeting }).sort({ _id: 1 }).toArray();

/** Of these steps those that wait for somebody who was asked to take them on. */
export const waitingSteps = (reader: Reader, ids: readonly string[]): Promise<StepRow[]> =>
  steps(reader)
    .find({ _id: { $in: [...ids] }, network: reader.network, status: 'proposed', owners: { $ne: [] } })
    .toArray();

/** The steps of these communities that somebody took on and has not done. */
export const takenSteps = (reader: Reader, communities: readonly string[]): Promise<StepRow[]> =>
  steps(reader)
    .find({ network: reader.network, community: { $in: [...communities] }, status: 'accepted' })
    .sort({ _id: 1 })
    .toArray();

export interface OpenSteps {
  readonly community: string;
  readonly steps: {
    readonly title: string;
    readonly owners: string[];
    readonly due?: string;
    readonly status: 'proposed' | 'accepted';
  }[];
}

/** The first open steps of each of these communities, at most so many of each. */
export const firstOpenSteps = async (
  reader: Reader,
  communities: readonly string[],
  most: number,
): Promise<OpenSteps[]> => {
  const found = await steps(reader)
    .aggregate<OpenSteps>([
      {
        $match: { network: reader.network, community: { $in: [...communities] }, status: { $in: open } },
      },
      {
        $group: {
          _id: '$community',
          steps: {
            $topN: {
              n: most,
              sortBy: { _id: 1 },
              output: { title: '$title', owners: '$owners', due: '$due', status: '$status' },
            },
          },
        },
      },
      { $project: { _id: 0, community: '$_id', steps: 1 } },
    ])
    .toArray();
  return found.map(({ community, steps: list }) => ({
    community,
    steps: list.map(({ due, ...step }) => ({ ...step, ...(due && { due }) })),
  }));
};

/** How many steps were done from a day on, before another. */
export const countDone = (reader: Reader, from: string, before: string): Promise<number> =>
  steps(reader).countDocuments({
    network: reader.network,
    status: 'done',
    doneOn: { $gte: from, $lt: before },
  });
