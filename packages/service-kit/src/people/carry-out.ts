import type { ReceiptLine } from '@skein/contracts';
import type { ServiceContext } from '../context.ts';
import type { Loop } from '../loop.ts';
import { transact } from '../messaging/transact.ts';
import { attempt } from '../storage/attempts.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import type { Whose } from '../storage/holdings.ts';
import { startLeasedLoop } from '../storage/lease.ts';
import type { Reader, Tx } from '../storage/transaction.ts';
import {
  type DepartureRow,
  dueInAllNetworks,
  findDeparture,
  noteElsewhere,
  putDeparture,
  putOff,
  tellCarriedOut,
} from './departures.ts';
import { advanced, finished, linesOf, nextOf } from './progress.ts';
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
  const { service } = context;
  const held = heldIn(collections);
  const leaseName = 'departures';

  const step = ({ _id: id, network }: DepartureRow): Promise<DepartureRow | undefined> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findDeparture(tx, id);
      const next = row && nextOf(row, held);
      if (!row || !next) return row ?? undefined;
      const whose = { network, person: id, kept: await heirOf(tx, row) };
      const swept = await sweepSome(tx, next.at, whose, next.after);
      await forgetCopies(tx, swept.erased);
      const after = advanced(row, next.at, swept);
      await putDeparture(tx, after);
      return after;
    });

  const lookElsewhere = async (row: DepartureRow): Promise<void> => {
    const lines: ReceiptLine[] = [];
    for (const { title, erase } of row.kept ? [] : elsewhere) {
      const did = await erase({ network: row.network, person: row._id });
      if (did.removed + did.changed) lines.push({ service, what: title, ...did, kept: 0 });
    }
    await noteElsewhere(context.readerOf(row.network), row._id, lines);
  };

  const finish = ({ _id: id, network }: DepartureRow): Promise<void> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findDeparture(tx, id);
      if (!row || nextOf(row, held)) return;
      const lines = [...linesOf(service, row, held), ...(row.elsewhere ?? [])];
      if (row.sweeps === 0) tellCarriedOut(tx, service, row, lines);
      await putDeparture(tx, finished(row, tx.now));
    });

  const later = () => new Date(context.now().getTime() + putOffMs);

  const carryOut = async (first: DepartureRow, mine: () => Promise<boolean>): Promise<void> => {
    if (!first.elsewhere) await lookElsewhere(first);
    let row: DepartureRow | undefined = first;
    while (row && nextOf(row, held)) {
      await mine();
      row = await step(first);
    }
    await finish(first);
  };

  return startLeasedLoop(context, leaseName, { idleMs: 250, leaseMs }, async (mine) => {
    const due = await dueInAllNetworks(context, context.now(), atOnce);
    if (due.length === 0 || !(await mine())) return false;
    let failure: unknown;
    for (const row of due) {
      const { _id, sweeps, swept, place, after } = row;
      const work = { id: `departure ${_id}`, place: JSON.stringify([sweeps, swept, place, after]) };
      // One that fails must not hold up the others, nor one that ends the process.
      try {
        const did = await attempt(context, work, () => carryOut(row, mine).then(() => true));
        if (!did) await putOff(context.readerOf(row.network), row._id, later());
      } catch (error) {
        failure = error;
      }
    }
    if (failure) throw failure;
    return true;
  });
};

/** Who takes over what there is: who is kept, or whom they were merged into since. Nobody, where those were erased. */
const heirOf = async (reader: Reader, { kept }: DepartureRow): Promise<string | undefined> => {
  if (!kept) return undefined;
  const next = await findDeparture(reader, kept);
  return next ? heirOf(reader, next) : kept;
};
