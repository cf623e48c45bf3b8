import { createHash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import { z } from 'zod';
import { declareCollection } from '../storage/collections.ts';
import { holds, showsNothing } from '../storage/holdings.ts';
import type { Last } from '../storage/last.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Tx } from '../storage/transaction.ts';

const KeptReply = z.object({
  _id: z.string(),
  fingerprint: z.string(),
  reply: z.unknown(),
  /** Every id in the reply: names never stand in one without theirs. */
  ids: z.array(z.string()),
  at: z.date(),
});
type KeptReply = z.infer<typeof KeptReply>;

export const idempotencyCollection = declareCollection({
  name: 'idempotency',
  schema: KeptReply,
  indexes: [{ key: { at: 1 }, expireAfterSeconds: 24 * 60 * 60 }, { key: { ids: 1 } }],
  people: holds<KeptReply>({
    title: 'Replies kept for a day, in case a request is sent again',
    at: ['ids'],
    // A reply keeps no network, and an id is of one network alone.
    find: async (_reader, { person }) => ({ ids: person }),
    foundBy: [],
    // They repeat what is shown from where it is kept, and may tell of others too.
    show: showsNothing,
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const replies = rowsIn(idempotencyCollection);

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');

const anId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const idsIn = (reply: unknown): string[] => [...new Set((JSON.stringify(reply) ?? '').match(anId))];

/**
 * Forgets the replies that tell of these rows: somebody who is known by an address alone stands in them without an id of
 * their own.
 */
export const forgetReplies = async (tx: Tx, rows: readonly string[]): Promise<void> => {
  if (rows.length) await replies(tx).deleteMany({ ids: { $in: [...rows] } });
};

/** One request that carries an `Idempotency-Key`: `scope` is who sends it and to which route. */
export interface KeyedRequest {
  readonly key: string;
  readonly scope: string;
  readonly content: unknown;
  /** The reply holds a secret, so that it was done is kept, and not what it was. */
  readonly secret?: boolean | undefined;
}

/** The name under which the reply to a request is kept. */
export const replyIdOf = ({ scope, key }: Pick<KeyedRequest, 'scope' | 'key'>): string => hash(scope, key);

const lookedUp = new WeakMap<Last, Map<string, KeptReply | undefined>>();

/** Looks at once for the replies of many requests that share a transaction. */
export const lookUpReplies = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const found = await replies(tx)
    .find({ _id: { $in: [...ids] } })
    .toArray();
  const byId = new Map(found.map((row) => [row._id, row]));
  lookedUp.set(tx.last, new Map(ids.map((id) => [id, byId.get(id)])));
};

const replyBefore = async (tx: Tx, _id: string): Promise<KeptReply | null | undefined> => {
  const known = lookedUp.get(tx.last);
  return tx.last.find(replies, _id) ?? (known?.has(_id) ? known.get(_id) : replies(tx).findOne({ _id }));
};

const givenOnce = (): Refusal =>
  refuse(
    'conflict',
    'This was done already. Its answer holds a secret, which is given once: ask with a new key.',
  );

/**
 * Runs `work` once for a key: the reply is kept in the same transaction as what was written, so a request that is sent
 * again, after whatever failure, gets the first one's reply and writes nothing. A reply with a secret is not kept.
 */
export const onceFor = async <T>(
  request: KeyedRequest,
  tx: Tx,
  work: () => Promise<T | Refusal>,
): Promise<T | Refusal> => {
  const _id = replyIdOf(request);
  const fingerprint = hash(JSON.stringify(request.content ?? null));
  const before = await replyBefore(tx, _id);
  if (before && before.fingerprint !== fingerprint) {
    return refuse('idempotency-key-reused', 'A key stands for one request; use a new key for a new one.');
  }
  if (before) return request.secret ? givenOnce() : (before.reply as T);
  const reply = await work();
  if (!isRefusal(reply)) {
    const kept = request.secret ? null : (reply ?? null);
    const row = { _id, fingerprint, reply: kept, ids: idsIn(kept), at: tx.now };
    tx.last.insert(replies, row);
  }
  return reply;
};
