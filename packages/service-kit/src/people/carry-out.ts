import type { ReceiptLine } from '@skein/contracts';
import type { ServiceContext } from '../context.ts';
import type { Loop } from '../loop.ts';
import { transact } from '../messaging/transact.ts';
import { attempt } from '../storage/attempts.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import type { Whose } from '../storage/holdings.ts';
import { startLeasedLoop } from '../storage/lease.ts';
import type { Tx } from '../storage/transaction.ts';
import { advanced, type DepartureRow, departures, finished, linesOf, tellCarriedOut } from './departures.ts';
import { heldIn, sweepSome } from './sweep.ts';

const leaseMs = 5_000;
const atOnce = 20;
/** For how long one that is set aside is not even looked at. */
const putOffMs = 60 * 60 * 1000;

/** What a service holds outside of its database: erasing it twice over is the same as once. */
export interface HeldElsewhere {
  readonly title: string;
  erase(whose: Whose): Promise<{ readonly removed: number; readonly changed: number }>;
}

/**
 * Carries out erasures and merges in one service: goes over every collection that holds anything of people, some rows a
 * transaction, and tells what there was. It may be killed anywhere: the row says how far it got, in the transaction of
 * what was done.
 */
export const startDepartures = (
  context: ServiceContext,
  collections: readonly CollectionDeclaration[],
  elsewhere: readonly HeldElsewhere[],
  forgetCopies: (tx: Tx, rows: readonly string[]) => Promise<void>,
): Loop => {
  const { db, service } = context;
  const held = heldIn(collections);
  const leaseName = 'departures';

  const step = ({ _id: id, network }: DepartureRow): Promise<DepartureRow | undefined> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await departures(db).findOne({ _id: id }, { session: tx.session });
      const at = row && held[row.place];
      if (!row || !at) return row ?? undefined;
      const whose = { network: row.network, person: id, kept: await heirOf(tx, row) };
      const swept = await sweepSome(tx, at, whose, row.after);
      await forgetCopies(tx, swept.erased);
      const after = advanced(row, swept);
      await departures(db).replaceOne({ _id: id }, after, { session: tx.session });
      return after;
    });

  const lookElsewhere = async (row: DepartureRow): Promise<void> => {
    const lines: ReceiptLine[] = [];
    for (const { title, erase } of row.kept ? [] : elsewhere) {
      const did = await erase({ network: row.network, person: row._id });
      if (did.removed + did.changed) lines.push({ service, what: title, ...did, kept: 0 });
    }
    await departures(db).updateOne({ _id: row._id }, { $set: { elsewhere: lines } });
  };

  const finish = ({ _id: id, network }: DepartureRow): Promise<void> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await departures(db).findOne({ _id: id }, { session: tx.session });
      if (!row || held[row.place]) return;
      const lines = [...linesOf(service, row, held), ...(row.elsewhere ?? [])];
      if (row.sweeps === 0) tellCarriedOut(tx, service, row, lines);
      await departures(db).replaceOne({ _id: id }, finished(row, tx.now), { session: tx.session });
    });

  const putOff = async ({ _id }: DepartureRow): Promise<void> => {
    const dueAt = new Date(context.now().getTime() + putOffMs);
    await departures(db).updateOne({ _id }, { $set: { dueAt } });
  };

  const carryOut = async (first: DepartureRow, mine: () => Promise<boolean>): Promise<void> => {
    if (!first.elsewhere) await lookElsewhere(first);
    let row: DepartureRow | undefined = first;
    while (row && held[row.place]) {
      await mine();
      row = await step(first);
    }
    await finish(first);
  };

  return startLeasedLoop(context, leaseName, { idleMs: 250, leaseMs }, async (mine) => {
    const due = await departures(db)
      .find({ dueAt: { $lte: context.now() } })
      .sort({ dueAt: 1 })
      .limit(atOnce)
      .toArray();
    if (due.length === 0 || !(await mine())) return false;
    let failure: unknown;
    for (const row of due) {
      const { _id, sweeps, place, after } = row;
      const work = { id: `departure ${_id}`, place: JSON.stringify([sweeps, place, after]) };
      // One that fails must not hold up the others, nor one that ends the process.
      try {
        const did = await attempt(context, work, () => carryOut(row, mine).then(() => true));
        if (!did) await putOff(row);
      } catch (error) {
        failure = error;
      }
    }
    if (failure) throw failure;
    return true;
  });
};

/** Who takes over what there is: who is kept, or whom they were merged into since. Nobody, where those were erased. */
const heirOf = async (tx: Tx, { network, kept }: DepartureRow): Promise<string | undefined> => {
  if (!kept) return undefined;
  const next = await departures(tx.db).findOne({ _id: kept, network }, { session: tx.session });
  return next ? heirOf(tx, next) : kept;
};
