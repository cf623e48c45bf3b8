import { type Rectification, RectificationStatus } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** What somebody asked the hosts to put right, and what came of it. */
export const RectificationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  what: z.string(),
  status: RectificationStatus,
  askedAt: z.date(),
  settledAt: z.date().optional(),
  /** The host who settled it. */
  by: z.string().optional(),
  reason: z.string().optional(),
});
export type RectificationRow = z.infer<typeof RectificationRow>;

export const rectificationCollections: CollectionDeclaration[] = [
  {
    name: 'rectification_requests',
    schema: RectificationRow,
    indexes: [
      { key: { network: 1, person: 1, _id: 1 } },
      { key: { network: 1, status: 1, _id: 1 } },
      { key: { network: 1, by: 1 } },
    ],
    people: holds<RectificationRow>({
      title: 'What you asked to have put right, or settled for others',
      at: ['person', 'by'],
      show: ({ what, status, askedAt, settledAt, reason, person }, whose) =>
        person === whose
          ? { what, status, askedAt, settledAt, reason }
          : { status, settledAt, settledBy: 'you' },
      erase: {
        does: 'change',
        why: 'What others asked for stays; that you settled it is gone.',
        to: (row, person) => (row.person === person ? undefined : withoutHost(row)),
      },
      join: { does: 'rename' },
      versioned: true,
    }),
  },
];

const withoutHost = ({ by: _, ...row }: RectificationRow): RectificationRow => row;

export const rectifications = (db: Db) => db.collection<RectificationRow>('rectification_requests');

export const findRectification = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<RectificationRow | null> =>
  rectifications(db).findOne({ _id: id, network }, session ? { session } : {});

export const putRectification = async (tx: Tx, row: RectificationRow): Promise<void> => {
  await rectifications(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

/** As the person sees it, who does not learn which of the hosts it was. */
export const presentRectification = ({
  _id,
  network: _,
  by: __,
  askedAt,
  settledAt,
  ...facts
}: RectificationRow): Rectification => ({
  id: _id,
  ...facts,
  askedAt: askedAt.toISOString(),
  ...(settledAt && { settledAt: settledAt.toISOString() }),
});
