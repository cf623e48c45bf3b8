import type { Rectification } from '@skein/contracts';
import { declareCollection, holds, rowsIn, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { RectificationRow } from './row.ts';

const rectificationRequestsCollection = declareCollection({
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
});

export const rectificationCollections = [rectificationRequestsCollection];

const withoutHost = ({ by: _, ...row }: RectificationRow): RectificationRow => row;

export const rectifications = rowsIn(rectificationRequestsCollection);

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
