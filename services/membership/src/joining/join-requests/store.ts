import type { JoinRequest } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { addressesFoundIn, addressesOf } from '../../core/erasure-list/addresses.ts';
import { JoinRequestRow } from './row.ts';

export const joinRequestsCollection = declareCollection({
  name: 'join_requests',
  schema: JoinRequestRow,
  freeText: {
    at: ['message'],
    what: 'What somebody wrote who asks to join',
    link: () => '/api/v1/join-requests',
  },
  indexes: [
    { key: { network: 1, status: 1, _id: 1 } },
    { key: { network: 1, email: 1 } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<JoinRequestRow>({
    title: 'Your requests to join',
    at: ['person'],
    // Before it is accepted, a request knows its sender by the address alone.
    foundBy: addressesFoundIn,
    find: async (reader, { network, person }) => ({
      network,
      $or: [{ person }, { email: { $in: await addressesOf(reader, person) } }],
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
    merge: { does: 'rename' },
  }),
});

const requests = rowsIn(joinRequestsCollection);
const order: Order = [['_id', 1]];

export const findJoinRequest = (tx: Tx, id: string): Promise<JoinRequestRow | null> =>
  requests(tx).findOne({ _id: id, network: tx.network });

export const findJoinRequests = (reader: Reader, ids: readonly string[]): Promise<JoinRequestRow[]> =>
  requests(reader)
    .find({ network: reader.network, _id: { $in: [...ids] } })
    .toArray();

export const putJoinRequest = async (tx: Tx, row: JoinRequestRow): Promise<void> => {
  await requests(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

export const removeJoinRequest = async (tx: Tx, row: JoinRequestRow): Promise<void> => {
  await requests(tx).deleteOne({ _id: row._id, network: row.network });
};

/** One page of the requests, of one state and into one community or of all. */
export const pageOfJoinRequests = (
  reader: Reader,
  asked: { readonly status?: JoinRequestRow['status'] | undefined; readonly community?: string | undefined },
  query: Paging,
) => {
  const { status, community } = asked;
  const filter = { network: reader.network, ...(status && { status }), ...(community && { community }) };
  return readPage(requests(reader), filter, order, query, presentJoinRequest);
};

/** One page of what a member asked for; before it is accepted, a request knows them by their address alone. */
export const pageOfJoinRequestsBy = (reader: Reader, { email }: { readonly email: string }, query: Paging) =>
  readPage(requests(reader), { network: reader.network, email }, order, query, presentJoinRequest);

/** Some of the requests into a community that nobody has decided. */
export const undecidedIn = (reader: Reader, community: string, limit: number): Promise<JoinRequestRow[]> =>
  requests(reader)
    .find({ network: reader.network, community, status: { $in: ['unconfirmed', 'waiting'] } })
    .limit(limit)
    .toArray();

/** Lets requests that knew somebody by one address know them by another. */
export const moveJoinRequests = async (tx: Tx, from: string, to: string): Promise<void> => {
  await requests(tx).updateMany({ network: tx.network, email: from }, { $set: { email: to } });
};

export const presentJoinRequest = (row: JoinRequestRow): JoinRequest => {
  const { _id, network: _, consents: __, textVersion: ___, forgetAt: ____, askedAt, ...facts } = row;
  return { id: _id, ...facts, askedAt: askedAt.toISOString() };
};
