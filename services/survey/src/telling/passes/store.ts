import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

const Cell = z.object({ row: z.string(), column: z.string(), count: z.int() });

/** Something that is counted over all responses of a survey, in the background, and kept with when that was. */
export const PassRow = z.object({
  /** What is counted of which survey: asked again, it is the same row. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  rows: z.string(),
  columns: z.string(),
  state: z.enum(['counting', 'ready']),
  askedAt: z.date(),
  /** Until then it is being counted by some process; after that another one begins anew. */
  claimedUntil: z.date(),
  at: z.date().optional(),
  /** How many responses there were when it was asked. */
  upTo: z.int(),
  counted: z.object({ responses: z.int(), cells: z.array(Cell) }).optional(),
});
export type PassRow = z.infer<typeof PassRow>;

export const passCollections: CollectionDeclaration[] = [
  {
    name: 'result_passes',
    schema: PassRow,
    indexes: [{ key: { state: 1, claimedUntil: 1 } }, { key: { network: 1, survey: 1 } }],
    people: holdsNobody('counts'),
  },
];

export const passes = (db: Db) => db.collection<PassRow>('result_passes');

export const passId = (survey: string, rows: string, columns: string): string =>
  `${survey}.${rows}.${columns}`;

export const findPass = (db: Db, network: string, _id: string): Promise<PassRow | null> =>
  passes(db).findOne({ _id, network });

/** Asks for a pass, unless it is under way or counted as many responses as there are. */
export const askPass = async (
  tx: Tx,
  wanted: Pick<PassRow, 'network' | 'survey' | 'rows' | 'columns' | 'upTo'>,
): Promise<PassRow> => {
  const _id = passId(wanted.survey, wanted.rows, wanted.columns);
  const options = { session: tx.session };
  const before = await passes(tx.db).findOne({ _id, network: wanted.network }, options);
  if (before && (before.state === 'counting' || before.upTo === wanted.upTo)) return before;
  const row: PassRow = {
    ...before,
    ...wanted,
    _id,
    state: 'counting',
    askedAt: tx.now,
    claimedUntil: new Date(0),
  };
  await passes(tx.db).replaceOne({ _id }, row, { ...options, upsert: true });
  return row;
};
