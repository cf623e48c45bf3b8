import { type KnownMember, type Loop, newId, type ServiceContext, startLoop } from '@skein/service-kit';
import type { Db } from 'mongodb';
import type { NotificationConfig } from '../config.ts';
import { mailboxOf, mimeOf } from '../letters/mime.ts';
import type { Composed } from '../letters/template.ts';
import { afterAttempt, again, type Settlement, withheld } from './decide.ts';
import { gather } from './gather.ts';
import { openPost, type Parcel } from './smtp.ts';
import {
  beginSending,
  claimLetters,
  giveUpLost,
  type LetterKind,
  type LetterRow,
  releaseLetters,
  type Settled,
  settleLetters,
} from './store.ts';

/** A letter's content with its own headers, or why there is none. */
export type Written =
  | { readonly composed: Composed; readonly headers?: Readonly<Record<string, string>> }
  | { readonly settlement: Settlement };

/** What one kind of letter says. `open` fetches what these rows of one network need; the result writes each. */
export type LetterWriter = (
  network: string,
  rows: readonly LetterRow[],
  now: Date,
) => Promise<(row: LetterRow, member: KnownMember) => Promise<Written>>;

interface Task {
  readonly row: LetterRow;
  readonly write: () => Promise<Written>;
  readonly to: { name: string; email: string };
}

const largestClaim = 200;
/** How long a process may keep letters in hand before it begins them. */
const holdMs = 5 * 60 * 1000;

const membersById = async (
  db: Db,
  network: string,
  rows: readonly LetterRow[],
): Promise<Map<string, KnownMember>> => {
  const people = rows.map(({ person }) => person);
  const found = await db
    .collection<KnownMember>('members')
    .find({ _id: { $in: people }, network })
    .toArray();
  return new Map(found.map((member) => [member._id, member]));
};

/**
 * Sends what is due in the ledger. Any number of processes may do so at once: each letter is claimed, marked as being
 * sent before the mail server hears of it, and settled after.
 */
export const startDelivery = (
  context: ServiceContext<NotificationConfig>,
  writers: Readonly<Record<LetterKind, LetterWriter>>,
): Loop => {
  const { db, config, log, now } = context;
  const { SKEIN_MAIL_RATE: rate, SKEIN_MAIL_CONNECTIONS: connections } = config;
  const post = openPost(config.SKEIN_SMTP_URL, { connections, rate });
  const from = mailboxOf(config.SKEIN_MAIL_FROM);
  const leaseMs = config.SKEIN_MAIL_LEASE * 1000;
  // Twice the connections, so that while one letter is on the wire the next is written and marked.
  const lanes = Math.min(connections * 2, Math.ceil(rate ?? Number.POSITIVE_INFINITY));
  const claimSize = Math.min(largestClaim, Math.ceil((rate ?? largestClaim) * 30));
  let stopping = false;

  const prepare = async (rows: readonly LetterRow[], settle: (settled: Settled) => unknown) => {
    const tasks: Task[] = [];
    for (const [network, ofNetwork] of Map.groupBy(rows, (row) => row.network)) {
      const members = await membersById(db, network, ofNetwork);
      for (const [kind, ofKind] of Map.groupBy(ofNetwork, (row) => row.kind)) {
        const open = ofKind.filter((row) => {
          const settlement = withheld(row, members.get(row.person), now());
          if (settlement) settle({ row, settlement });
          return !settlement;
        });
        if (open.length === 0) continue;
        const write = await writers[kind](network, open, now());
        for (const row of open) {
          const member = members.get(row.person);
          if (member) tasks.push({ row, to: member, write: () => write(row, member) });
        }
      }
    }
    return tasks;
  };

  const round = async (): Promise<boolean> => {
    const claim = newId();
    const rows = await claimLetters(db, claim, claimSize, now(), holdMs);
    if (rows.length === 0) return false;
    const begin = gather((ids: readonly string[]) => beginSending(db, claim, ids, leaseMs));
    const settleSoon = gather((settled: readonly Settled[]) => settleLetters(db, claim, settled, now()));
    const settling: Promise<void>[] = [];
    const settle = (settled: Settled): void => {
      settling.push(settleSoon(settled));
    };
    let unreachable: string | undefined;

    const parcelOf = async ({ row, write, to }: Task): Promise<Parcel | Settlement> => {
      try {
        const written = await write();
        if ('settlement' in written) return written.settlement;
        const { messageId } = row;
        const headers = written.headers ?? {};
        const raw = mimeOf({ ...written.composed, headers, from, to, messageId, date: now() });
        return { raw, from: from.email, to: to.email, messageId };
      } catch (error) {
        log.error({ letter: row._id, err: error }, 'a letter could not be written');
        return again(row.attempts + 1, 'it could not be written', now());
      }
    };

    const deliver = async (task: Task): Promise<void> => {
      const { row } = task;
      const parcel = await parcelOf(task);
      if ('status' in parcel) return settle({ row, settlement: parcel });
      if (!(await begin(row._id)).has(row._id)) return;
      // Half the lease: the attempt is over before anybody takes the letter for lost.
      const attempt = await post.send(parcel, leaseMs / 2);
      if (attempt.outcome === 'not-begun' && attempt.unreachable) unreachable = attempt.why;
      settle({ row, settlement: afterAttempt(attempt, row.attempts + 1, now()) });
    };

    const waiting = new Set(rows.map(({ _id }) => _id));
    try {
      const tasks = (await prepare(rows, settle)).values();
      const lane = async (): Promise<void> => {
        for (const task of tasks) {
          if (stopping || unreachable) return;
          waiting.delete(task.row._id);
          await deliver(task);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    } finally {
      await Promise.allSettled(settling);
      await releaseLetters(db, claim, [...waiting], now());
    }
    await Promise.all(settling);
    if (unreachable) throw new Error(`The mail server is not to be reached: ${unreachable}.`);
    return !stopping;
  };

  const lost = startLoop('lost-letters', log, Math.min(leaseMs, 30_000) / 2, async () => {
    const letters = await giveUpLost(db, now());
    if (letters) log.warn({ letters }, 'letters were being sent when their process ended; they stay unknown');
    return false;
  });
  const sending = startLoop('delivery', log, 250, round);
  return {
    wake: sending.wake,
    stop: async () => {
      stopping = true;
      await Promise.all([sending.stop(), lost.stop()]);
      post.close();
    },
  };
};
