import { ConsentPurpose, type JoinRequest, JoinRequestStatus } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { addressesOf } from '../../rights/erasure-requests/addresses.ts';

/** Someone who asked to join. What they told is kept only until it is decided. */
export const JoinRequestRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: JoinRequestStatus,
  community: z.string(),
  name: z.string(),
  email: z.string(),
  message: z.string().optional(),
  consents: z.array(ConsentPurpose),
  /** The wording that was shown when they asked. */
  textVersion: z.string().optional(),
  person: z.string().optional(),
  askedAt: z.date(),
  /** Unconfirmed and decided requests are forgotten then. */
  forgetAt: z.date().optional(),
});
export type JoinRequestRow = z.infer<typeof JoinRequestRow>;

export const joiningCollections: CollectionDeclaration[] = [
  {
    name: 'join_requests',
    schema: JoinRequestRow,
    indexes: [
      { key: { network: 1, status: 1, _id: 1 } },
      { key: { network: 1, email: 1 } },
      { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
    ],
    people: holds<JoinRequestRow>({
      title: 'Your requests to join',
      at: ['person'],
      // Before it is accepted, a request knows its sender by the address alone.
      find: async (db, whose, session) => ({
        network: whose.network,
        $or: [{ person: whose.person }, { email: { $in: await addressesOf(db, whose, session) } }],
      }),
      show: ({ status, community, name, email, message, consents, askedAt }) => ({
        status,
        community,
        name,
        email,
        message,
        consents,
        askedAt,
      }),
      erase: { does: 'remove' },
      join: { does: 'rename' },
    }),
  },
];

const requests = (db: Db) => db.collection<JoinRequestRow>('join_requests');

export const findJoinRequest = (tx: Tx, network: string, id: string): Promise<JoinRequestRow | null> =>
  requests(tx.db).findOne({ _id: id, network }, { session: tx.session });

export const putJoinRequest = async (tx: Tx, row: JoinRequestRow): Promise<void> => {
  await requests(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

export const removeJoinRequest = async (tx: Tx, row: JoinRequestRow): Promise<void> => {
  await requests(tx.db).deleteOne({ _id: row._id, network: row.network }, { session: tx.session });
};

export const presentJoinRequest = (row: JoinRequestRow): JoinRequest => {
  const { _id, network: _, consents: __, textVersion: ___, forgetAt: ____, askedAt, ...facts } = row;
  return { id: _id, ...facts, askedAt: askedAt.toISOString() };
};
