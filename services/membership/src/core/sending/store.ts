import type { SendingRequest, SendingRequestStatus } from '@skein/contracts';
import {
  besideTransaction,
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
} from '@skein/service-kit';
import { erasingWishes, settledForOthers, wishesIn } from '../wishes/kept.ts';
import { SendingRequestRow } from './row.ts';

export const sendingRequestsCollection = declareCollection({
  name: 'sending_requests',
  schema: SendingRequestRow,
  indexes: [
    { key: { network: 1, sender: 1, _id: -1 } },
    { key: { network: 1, status: 1, _id: -1 } },
    { key: { network: 1, by: 1 } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<SendingRequestRow>({
    title: 'What you asked to send by letter, or settled for others',
    at: ['sender', 'by'],
    show: ({ letters, reason, status, askedAt, answer, sender }, whose) =>
      sender === whose ? { letters, reason, status, askedAt, answer } : settledForOthers({ status }),
    erase: erasingWishes<SendingRequestRow>(({ sender }, person) => sender === person),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const requests = rowsIn(sendingRequestsCollection);
const newestFirst: Order = [['_id', -1]];

export const sendingWishes = wishesIn<SendingRequestRow>(requests);

export const openOf = (reader: Reader, sender: string): Promise<SendingRequestRow | null> =>
  requests(reader).findOne({ network: reader.network, sender, status: 'open' });

/** Takes so many letters of what somebody was granted; false where no grant has as many left. */
export const takeGranted = async (
  { db, network }: Pick<Reader, 'db' | 'network'>,
  sender: string,
  letters: number,
  now: Date,
): Promise<boolean> => {
  const granted = {
    network,
    sender,
    status: 'accepted' as const,
    left: { $gte: letters },
    until: { $gt: now },
  };
  const taken = await besideTransaction(() =>
    requests({ db }).updateOne(granted, { $inc: { left: -letters } }),
  );
  return taken.modifiedCount === 1;
};

/** One page of the requests, one's own or all. */
export const pageOfSendingRequests = (
  reader: Reader,
  asked: { readonly sender?: string | undefined; readonly status?: SendingRequestStatus | undefined },
  query: Paging,
) => {
  const { sender, status } = asked;
  const filter = { network: reader.network, ...(sender && { sender }), ...(status && { status }) };
  return readPage(requests(reader), filter, newestFirst, query, presentSendingRequest);
};

/** As it is shown; which of the hosts settled it is not. */
export const presentSendingRequest = (row: SendingRequestRow): SendingRequest => {
  const { _id, network: _, by: __, forgetAt: ___, askedAt, until, ...facts } = row;
  return {
    id: _id,
    ...facts,
    askedAt: askedAt.toISOString(),
    ...(until && { until: until.toISOString() }),
  };
};
