import { type ErasureStatus, erasureContract, serviceNames } from '@skein/contracts';
import {
  declareCollection,
  holds,
  newId,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Filter } from 'mongodb';
import { ErasureRow } from './row.ts';

export const erasureRequestsCollection = declareCollection({
  name: 'erasure_requests',
  schema: ErasureRow,
  indexes: [
    { key: { network: 1, person: 1 }, unique: true },
    { key: { network: 1, status: 1, _id: 1 } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<ErasureRow>({
    title: 'Your wish to be forgotten',
    at: ['person', 'by', 'secondBy'],
    show: ({ person, status, reason, askedAt, confirmedAt }, whose) =>
      person === whose ? { status, reason, askedAt, confirmedAt } : { youDecidedOnOneOf: askedAt },
    erase: {
      does: 'keep',
      why: 'The receipt itself, by which the network can show that it did what you asked (GDPR article 5.2): an id without a name, for six years.',
    },
    // Whoever is to be forgotten is not merged; a wish that was never confirmed ends with the one who made it.
    merge: {
      does: 'itself',
      merge: async (tx, row, { person, kept }) => {
        if (row.person === person) return removeErasure(tx, row._id);
        const now = (one: string | undefined) => (one === person ? kept : one);
        const [by, secondBy] = [now(row.by), now(row.secondBy)];
        await updateErasure(tx, { ...row, ...(by && { by }), ...(secondBy && { secondBy }) });
      },
    },
  }),
});

const erasureRequests = rowsIn(erasureRequestsCollection);
const order: Order = [['_id', 1]];

export const findErasureOf = (reader: Reader, person: string): Promise<ErasureRow | null> =>
  erasureRequests(reader).findOne({ network: reader.network, person });

export const findErasure = (reader: Reader, id: string): Promise<ErasureRow | null> =>
  erasureRequests(reader).findOne({ _id: id, network: reader.network });

/** One page of the list, of one state or of all. */
export const pageOfErasures = (reader: Reader, status: ErasureStatus | undefined, query: Paging) => {
  const filter = { network: reader.network, ...(status && { status }) };
  return readPage(erasureRequests(reader), filter, order, query, (row) => row);
};

/** Those of these people who are on the list and whose turn has not come. */
export const leavingAmong = async (reader: Reader, people: readonly string[]): Promise<string[]> => {
  const rows = await erasureRequests(reader)
    .find(
      { network: reader.network, person: { $in: [...people] }, status: 'confirmed' },
      { projection: { person: 1 } },
    )
    .toArray();
  return rows.map(({ person }) => person);
};

const events = {
  unconfirmed: erasureContract.events.erasureAsked,
  confirmed: erasureContract.events.erasureConfirmed,
  running: erasureContract.events.erasureStarted,
  done: erasureContract.events.erasureDone,
};

const tell = (
  tx: Tx,
  definition: (typeof events)[keyof typeof events] | typeof erasureContract.events.erasureCancelled,
  { _id: request, network, version, person, reason }: ErasureRow,
  told?: readonly string[],
): void => {
  const data = { request, person, reason, ...(told?.length && { told: [...told] }) };
  tx.record(definition, { network, subject: request, version, data });
};

const write = async (tx: Tx, row: ErasureRow): Promise<void> => {
  await erasureRequests(tx).replaceOne({ _id: row._id, network: row.network }, row, { upsert: true });
};

/**
 * Writes a request with the event of the state it is in now; of one that is proposed, `proposeErasure` does. `told` get a
 * letter about it.
 */
export const putErasure = async (tx: Tx, row: ErasureRow, told?: readonly string[]): Promise<void> => {
  await write(tx, row);
  if (row.status !== 'proposed') tell(tx, events[row.status], row, told);
};

/** Writes a request that waits for another host's word, and tells those who may give it. */
export const proposeErasure = async (tx: Tx, row: ErasureRow, deciders: string[]): Promise<void> => {
  await write(tx, row);
  const { _id: request, network, version, person, reason } = row;
  const data = { request, person, reason, deciders };
  tx.record(erasureContract.events.erasureProposed, { network, subject: request, version, data });
};

/** Takes somebody off the list; `told` get a letter about it. */
export const cancelErasure = async (tx: Tx, row: ErasureRow, told?: readonly string[]): Promise<void> => {
  await removeErasure(tx, row._id);
  tell(tx, erasureContract.events.erasureCancelled, { ...row, version: row.version + 1 }, told);
};

/** Those of these requests that wait for another host's word. */
export const proposedAmong = (reader: Reader, ids: readonly string[]): Promise<ErasureRow[]> =>
  erasureRequests(reader)
    .find({ _id: { $in: [...ids] }, network: reader.network, status: 'proposed' })
    .toArray();

/** Puts on the list someone on whose data the network has no basis left, unless they are on it already. */
export const eraseForWantOfBasis = async (tx: Tx, person: string): Promise<void> => {
  const before = await findErasureOf(tx, person);
  if (before && before.status !== 'unconfirmed') return;
  const { now } = tx;
  const status = 'confirmed' as const;
  const reason = 'no-basis-left' as const;
  const { _id, version, askedAt } = before ?? { _id: newId(), version: 0, askedAt: now };
  await putErasure(tx, {
    _id,
    network: tx.network,
    version: version + 1,
    person,
    status,
    reason,
    askedAt,
    confirmedAt: now,
  });
};

/** Takes off the list someone who was on it for want of a basis only, and now gives one. Their own wish stays. */
export const keepAfterAll = async (tx: Tx, person: string): Promise<void> => {
  const row = await findErasureOf(tx, person);
  if (row?.reason !== 'no-basis-left' || row.status !== 'confirmed') return;
  await cancelErasure(tx, row);
};

/** Writes what changes the state of a request in nothing that an event tells. */
export const updateErasure = async (tx: Tx, row: ErasureRow): Promise<void> => {
  await erasureRequests(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

export const removeErasure = async (tx: Tx, id: string): Promise<void> => {
  await erasureRequests(tx).deleteOne({ _id: id, network: tx.network });
};

const first = (
  { db }: Pick<Reader, 'db'>,
  limit: number,
  filter: Filter<ErasureRow>,
): Promise<ErasureRow[]> => erasureRequests({ db }).find(filter).sort({ _id: 1 }).limit(limit).toArray();

/** Those who are to be erased now: at once who asked, after some days who gives no basis any more. */
export const dueInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  limit: number,
  { now, withoutBasisSince }: { readonly now: Date; readonly withoutBasisSince: Date },
): Promise<ErasureRow[]> =>
  first(reader, limit, {
    status: 'confirmed',
    $and: [{ $or: [{ notBefore: null as never }, { notBefore: { $lte: now } }] }],
    $or: [{ reason: { $ne: 'no-basis-left' } }, { confirmedAt: { $lte: withoutBasisSince } }],
  });

/** Those of whom every service has told what it erased, and whose letter is to go out now. */
export const toldByAllInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  limit: number,
  now: Date,
): Promise<ErasureRow[]> =>
  first(reader, limit, {
    status: 'running',
    answered: { $size: serviceNames.length },
    $or: [{ letterDueAt: null as never }, { letterDueAt: { $lte: now } }],
  });

/** Those who were erased before a day. */
export const doneBeforeInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  limit: number,
  before: Date,
): Promise<ErasureRow[]> => first(reader, limit, { status: 'done', doneAt: { $lt: before } });
