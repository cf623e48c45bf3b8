import { type Step, StepStatus, type Workstream } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx, takeOut } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

/** A piece of work of a community. */
export const WorkstreamRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  title: z.string(),
  owners: z.array(z.string()),
});
export type WorkstreamRow = z.infer<typeof WorkstreamRow>;

/** A step of a workstream, with a version of its own. Its days are text: a day has no time zone, a Date would give it one. */
export const StepRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  workstream: z.string(),
  community: z.string(),
  title: z.string(),
  owners: z.array(z.string()),
  notes: z.string(),
  dates: z.array(z.string()),
  due: z.string().optional(),
  status: StepStatus,
  doneOn: z.string().optional(),
  meeting: z.string().optional(),
});
export type StepRow = z.infer<typeof StepRow>;

export const workstreamCollections: CollectionDeclaration[] = [
  {
    name: 'workstreams',
    schema: WorkstreamRow,
    indexes: [{ key: { network: 1, community: 1, _id: 1 } }, { key: { network: 1, owners: 1 } }],
    people: holds<WorkstreamRow>({
      title: 'Pieces of work you own',
      at: ['owners'],
      show: ({ title, community }) => ({ title, community }),
      erase: takeOut('The work stays, since it is the community’s; that it was yours is gone.', 'owners'),
      join: { does: 'rename' },
      versioned: true,
    }),
  },
  {
    name: 'steps',
    schema: StepRow,
    indexes: [
      { key: { network: 1, workstream: 1, _id: 1 } },
      { key: { network: 1, owners: 1 } },
      { key: { network: 1, community: 1, status: 1, _id: 1 } },
    ],
    people: holds<StepRow>({
      title: 'Steps you took on, or were asked to',
      at: ['owners'],
      show: ({ title, notes, status, due, doneOn }) => ({ title, notes, status, due, doneOn }),
      erase: takeOut('The work stays, since it is the community’s; that it was yours is gone.', 'owners'),
      join: { does: 'rename' },
      versioned: true,
    }),
  },
];

export const workstreams = (db: Db) => db.collection<WorkstreamRow>('workstreams');
const steps = (db: Db) => db.collection<StepRow>('steps');

export const findWorkstream = (tx: Tx, network: string, id: string): Promise<WorkstreamRow | null> =>
  workstreams(tx.db).findOne({ _id: id, network }, { session: tx.session });

export const insertWorkstream = async (tx: Tx, row: WorkstreamRow): Promise<void> => {
  await workstreams(tx.db).insertOne(row, { session: tx.session });
};

export const findStep = (tx: Tx, network: string, id: string): Promise<StepRow | null> =>
  steps(tx.db).findOne({ _id: id, network }, { session: tx.session });

export const putStep = async (tx: Tx, row: StepRow): Promise<void> => {
  await steps(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

/** The steps of these workstreams in the order in which they were added; only those still to do, if asked so. */
export const stepsOf = (
  db: Db,
  network: string,
  ids: readonly string[],
  openOnly: boolean,
): Promise<StepRow[]> => {
  const open = openOnly ? { status: { $in: ['proposed', 'accepted'] as StepStatus[] } } : {};
  return steps(db)
    .find({ network, workstream: { $in: [...ids] }, ...open })
    .sort({ _id: 1 })
    .toArray();
};

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
  db: Db,
  network: string,
  communities: readonly string[],
  most: number,
): Promise<OpenSteps[]> => {
  const found = await steps(db)
    .aggregate<OpenSteps>([
      {
        $match: { network, community: { $in: [...communities] }, status: { $in: ['proposed', 'accepted'] } },
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

export const presentStep = ({ _id, network: _, community: __, ...facts }: StepRow): Step => ({
  id: _id,
  ...facts,
});

export const presentWorkstream = (row: WorkstreamRow, rows: readonly StepRow[]): Workstream => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts, steps: rows.map(presentStep) };
};
