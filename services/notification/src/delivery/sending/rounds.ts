import { setTimeout as delay } from 'node:timers/promises';
import {
  gather,
  isMongoUnavailable,
  type Loop,
  newId,
  paceIn,
  type ServiceContext,
  startLoop,
} from '@skein/service-kit';
import type { NotificationConfig } from '../../config.ts';
import { afterAttempt, again, type Settlement } from '../ledger/decide.ts';
import type { Kinds } from '../ledger/kind.ts';
import {
  claimInAllNetworks,
  enterLetters,
  giveUpLostInAllNetworks,
  releaseLetters,
  type Settled,
} from '../ledger/sending-store.ts';
import { mimeOf } from '../post/mime.ts';
import { openPost, type Parcel } from '../post/smtp.ts';
import type { LetterKind } from '../writing/define-letter.ts';
import { preparing, type Task } from './prepare.ts';

const largestClaim = 500;
/** How long a process keeps letters in hand that it has not begun; after that they are anybody's again. */
const holdMs = 30 * 1000;
/** How long it begins on them: what the mail server is too slow for is given back before another may take it. */
const beginMs = holdMs / 2;
const enteringTries = 8;

/** What is to be written of one letter: how it came out, or that it is to be handed over. */
type Entry = Settled | { readonly begun: string };

/**
 * Sends what is due in the ledger. Any number of processes may do so at once: each letter is claimed, marked as being
 * sent when the mail server waits for its text, and settled after. A connection hands over no letter before the ledger
 * has the end of its last one, so that a process that ends leaves no more letters unknown than it had connections.
 */
export const startDelivery = (
  context: ServiceContext<NotificationConfig>,
  kinds: Kinds<LetterKind>,
): Loop => {
  const { db, config, log, now } = context;
  const { SKEIN_MAIL_RATE: rate, SKEIN_MAIL_CONNECTIONS: connections } = config;
  const post = openPost(config.SKEIN_SMTP_URL, { connections, rate });
  const leaseMs = config.SKEIN_MAIL_LEASE * 1000;
  // Twice the connections, so that while one letter is on the wire the next is written.
  const lanes = Math.min(connections * 2, Math.ceil(rate ?? Number.POSITIVE_INFINITY));
  const claimSize = Math.min(largestClaim, Math.ceil((rate ?? largestClaim) * 10));
  const prepare = preparing(context, kinds.mostUrgentFirst);
  const names = kinds.mostUrgentFirst.map(({ name }) => name);
  let stopping = false;

  const parcelOf = async ({
    row,
    write,
    to: member,
    under: { from, head },
  }: Task): Promise<Parcel | Settlement> => {
    try {
      const written = await write();
      if ('settlement' in written) return written.settlement;
      const to = written.to ?? member;
      if (!to) return { status: 'failed', reason: 'there is no address to write to' };
      const { messageId } = row;
      const headers = written.headers ?? {};
      const calendar = written.calendar?.(from, to);
      const raw = mimeOf({
        ...{ ...written.composed(head), headers, from, to, messageId, date: now() },
        ...(calendar && { calendar }),
      });
      return { raw, from: from.email, to: to.email, messageId };
    } catch (error) {
      log.error({ letter: row._id, err: error }, 'a letter could not be written');
      return again(row.attempts + 1, 'it could not be written', now());
    }
  };

  // How a letter came out must not be lost with a primary that steps down, or the letter would stay unknown.
  const enterSurely = async (claim: string, entries: readonly Entry[]): Promise<Set<string>> => {
    const settled = entries.filter((entry) => 'row' in entry);
    const begun = entries.filter((entry) => 'begun' in entry).map((entry) => entry.begun);
    for (let tries = 1; ; tries += 1) {
      try {
        return await enterLetters({ db }, { claim, settled, begun, leaseMs }, kinds, now());
      } catch (error) {
        if (tries === enteringTries || !isMongoUnavailable(error)) throw error;
        await delay(200 * tries);
      }
    }
  };

  const round = async (): Promise<boolean> => {
    const claim = newId();
    const taking = { claim, kinds: names, limit: claimSize, now: now(), holdMs };
    const rows = await claimInAllNetworks({ db }, taking);
    if (rows.length === 0) return false;
    const heldSince = performance.now();
    // One book for ends and beginnings: what is entered later is never there without what was entered before.
    const enter = gather((entries: readonly Entry[]) => enterSurely(claim, entries));
    const settling: Promise<unknown>[] = [];
    let unreachable: string | undefined;
    let broken: { error: unknown } | undefined;

    const deliver = async (task: Task): Promise<Settlement | undefined> => {
      const { row } = task;
      const parcel = await parcelOf(task);
      if ('status' in parcel) return parcel;
      let elsewhere = false;
      const begin = async (): Promise<void> => {
        const begun = await enter({ begun: row._id }).catch((error: unknown) => {
          broken = { error };
          throw error;
        });
        elsewhere = !begun.has(row._id);
        if (elsewhere) throw new Error('another process has taken the letter in hand');
      };
      // Half the lease: the attempt is over before anybody takes the letter for lost.
      const attempt = await post.send(parcel, leaseMs / 2, begin);
      if (elsewhere) return undefined;
      if (attempt.outcome === 'not-begun' && attempt.unreachable) unreachable = attempt.why;
      return afterAttempt(attempt, row.attempts + 1, now());
    };

    const waiting = new Set(rows.map(({ _id }) => _id));
    try {
      const { tasks, settled } = await prepare(rows, now());
      for (const one of settled) settling.push(enter(one));
      const rest = tasks.values();
      const lane = async (): Promise<void> => {
        for (const task of rest) {
          if (stopping || unreachable || broken || performance.now() - heldSince > beginMs) return;
          waiting.delete(task.row._id);
          const settlement = await deliver(task);
          if (settlement) settling.push(enter({ row: task.row, settlement }));
        }
      };
      const lanesEnd = (error: unknown): void => {
        broken = { error };
      };
      await Promise.all(Array.from({ length: lanes }, () => lane().catch(lanesEnd)));
    } finally {
      await Promise.allSettled(settling);
      await releaseLetters({ db }, claim, [...waiting], now());
    }
    await Promise.all(settling);
    if (broken) throw broken.error;
    if (unreachable) throw new Error(`The mail server is not to be reached: ${unreachable}.`);
    return !stopping;
  };

  const lost = startLoop('lost-letters', log, Math.min(leaseMs, 30_000) / 2, async () => {
    const letters = await giveUpLostInAllNetworks({ db }, { ...kinds, leaseMs }, now());
    if (letters) log.warn({ letters }, 'letters were being sent when their process ended; they stay unknown');
    return false;
  });
  const sending = startLoop('delivery', log, paceIn(db, 250), round);
  return {
    wake: sending.wake,
    stop: async () => {
      stopping = true;
      await Promise.all([sending.stop(), lost.stop()]);
      post.close();
    },
  };
};
