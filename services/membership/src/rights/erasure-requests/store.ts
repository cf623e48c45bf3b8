import {
  ErasureReason,
  type ErasureReceipt,
  type ErasureRequest,
  ErasureStatus,
  erasureContract,
  ReceiptLine,
  ServiceName,
  serviceNames,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, newId, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** Someone who is to be erased, one row a person. It holds ids alone, but for whom the receipt is sent to while it runs. */
export const ErasureRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  person: z.string(),
  status: ErasureStatus,
  reason: ErasureReason,
  askedAt: z.date(),
  confirmedAt: z.date().optional(),
  heldBack: z.literal('last-administrator').optional(),
  startedAt: z.date().optional(),
  /** Gone with the last act, sending the letter. */
  letterTo: z.object({ name: z.string(), email: z.string() }).optional(),
  /** When sending it is tried again. */
  letterDueAt: z.date().optional(),
  answered: z.array(ServiceName).optional(),
  receipt: z.array(ReceiptLine).optional(),
  doneAt: z.date().optional(),
  letter: z.enum(['sent', 'not-sent']).optional(),
  /** A wish that was never confirmed is forgotten then. */
  forgetAt: z.date().optional(),
});
export type ErasureRow = z.infer<typeof ErasureRow>;

export const erasureCollections: CollectionDeclaration[] = [
  {
    name: 'erasure_requests',
    schema: ErasureRow,
    indexes: [
      { key: { network: 1, person: 1 }, unique: true },
      { key: { network: 1, status: 1, _id: 1 } },
      { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
    ],
    people: holds<ErasureRow>({
      title: 'Your wish to be forgotten',
      at: ['person'],
      show: ({ status, reason, askedAt, confirmedAt }) => ({ status, reason, askedAt, confirmedAt }),
      erase: {
        does: 'keep',
        why: 'The receipt itself, by which the network can show that it did what you asked (GDPR article 5.2): an id without a name, for six years.',
      },
      // Whoever is to be forgotten is not merged; a wish that was never confirmed ends with the one who made it.
      join: { does: 'remove' },
    }),
  },
];

export const erasureRequests = (db: Db) => db.collection<ErasureRow>('erasure_requests');

export const findErasureOf = (
  db: Db,
  network: string,
  person: string,
  session?: ClientSession,
): Promise<ErasureRow | null> => erasureRequests(db).findOne({ network, person }, session ? { session } : {});

export const findErasure = (tx: Tx, network: string, id: string): Promise<ErasureRow | null> =>
  erasureRequests(tx.db).findOne({ _id: id, network }, { session: tx.session });

const events = {
  unconfirmed: erasureContract.events.erasureAsked,
  confirmed: erasureContract.events.erasureConfirmed,
  running: erasureContract.events.erasureStarted,
  done: erasureContract.events.erasureDone,
};

const tell = (
  tx: Tx,
  definition: typeof erasureContract.events.erasureAsked,
  { _id: request, network, version, person, reason }: ErasureRow,
): void => tx.record(definition, { network, subject: request, version, data: { request, person, reason } });

/** Writes a request with the event of the state it is in now. */
export const putErasure = async (tx: Tx, row: ErasureRow): Promise<void> => {
  await erasureRequests(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
  tell(tx, events[row.status], row);
};

/** Puts on the list someone on whose data the network has no basis left, unless they are on it already. */
export const eraseForWantOfBasis = async (tx: Tx, network: string, person: string): Promise<void> => {
  const before = await findErasureOf(tx.db, network, person, tx.session);
  if (before && before.status !== 'unconfirmed') return;
  const { now } = tx;
  const status = 'confirmed' as const;
  const reason = 'no-basis-left' as const;
  const { _id, version, askedAt } = before ?? { _id: newId(), version: 0, askedAt: now };
  await putErasure(tx, {
    _id,
    network,
    version: version + 1,
    person,
    status,
    reason,
    askedAt,
    confirmedAt: now,
  });
};

/** Takes off the list someone who was on it for want of a basis only, and now gives one. Their own wish stays. */
export const keepAfterAll = async (tx: Tx, network: string, person: string): Promise<void> => {
  const row = await findErasureOf(tx.db, network, person, tx.session);
  if (row?.reason !== 'no-basis-left' || row.status !== 'confirmed') return;
  await erasureRequests(tx.db).deleteOne({ _id: row._id, network }, { session: tx.session });
  tell(tx, erasureContract.events.erasureCancelled, { ...row, version: row.version + 1 });
};

export const presentErasure = (row: ErasureRow): ErasureRequest => {
  const { _id: id, version, person, status, reason, heldBack, letter, answered = [] } = row;
  const waitingFor = serviceNames.filter((service) => !answered.includes(service));
  const at = (field: 'confirmedAt' | 'startedAt' | 'doneAt') =>
    row[field] && { [field]: row[field].toISOString() };
  return {
    ...{ id, version, person, status, reason },
    askedAt: row.askedAt.toISOString(),
    ...at('confirmedAt'),
    ...(heldBack && { heldBack }),
    ...at('startedAt'),
    ...(status === 'running' && { waitingFor }),
    ...at('doneAt'),
    ...(letter && { letter }),
  };
};

export const presentReceipt = (row: ErasureRow, notes: readonly string[]): ErasureReceipt => ({
  ...presentErasure(row),
  receipt: row.receipt ?? [],
  notes: [...notes],
});
