import { erasureContract, lettersContract, serviceNames } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  type Loop,
  publicUrlOf,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import { dropUnnamed } from '../../core/organisations/resolve.ts';
import { lastAdmin } from '../../core/people/decide.ts';
import { findPerson, lockAdmins, removePerson } from '../../core/people/store.ts';
import { begin, end, graceMs, inWords, notes, receiptKeptMs } from './decide.ts';
import { type ErasureRow, erasureRequests, findErasure, putErasure } from './store.ts';

const leaseName = 'erasures';
const leaseMs = 30_000;
const atOnce = 20;
const letterPatienceMs = 15_000;

/** Lets an erasure begin: the profile is gone at once, so that nothing new can be tied to it. */
const start = async (tx: Tx, row: ErasureRow): Promise<void> => {
  const { network, person: id } = row;
  const person = await findPerson(tx.db, network, id, tx.session);
  if (person && lastAdmin(person._id, await lockAdmins(tx, network))) {
    const heldBack = 'last-administrator' as const;
    if (!row.heldBack)
      await erasureRequests(tx.db).updateOne(
        { _id: row._id },
        { $set: { heldBack } },
        { session: tx.session },
      );
    return;
  }
  const running = begin(row, person ?? undefined, tx.now);
  if (person) {
    await removePerson(tx, network, id);
    const line = { service: 'membership' as const, what: 'Your profile', removed: 1, changed: 0, kept: 0 };
    running.receipt = [line];
    if (person.organisationId) await dropUnnamed(tx, network, person.organisationId);
    const data = { person: id };
    tx.record(erasureContract.events.personErased, {
      network,
      subject: id,
      version: person.version + 1,
      data,
    });
    await markDirectory(tx, id);
  }
  await putErasure(tx, running);
};

/**
 * Carries out the list: begins what is confirmed, and ends what every service has told of. A process may be killed
 * anywhere: what a step does is one transaction, and a receipt that was sent just before is sent once more.
 */
export const startErasures = (context: ServiceContext): Loop => {
  const { db, ask, config } = context;

  const sendReceipt = async ({ network, letterTo, receipt = [] }: ErasureRow): Promise<boolean> => {
    if (!letterTo) return false;
    const letter = 'erasure-receipt' as const;
    const link = publicUrlOf(config, network);
    const question = { network, letter, to: letterTo, link, told: inWords(receipt, notes) };
    const sent = await ask(lettersContract.questions.sendNow, question, letterPatienceMs);
    return sent?.outcome === 'sent';
  };

  const again = (row: ErasureRow, work: (tx: Tx, current: ErasureRow) => Promise<void>) =>
    transact(context, { network: row.network, now: context.now() }, async (tx) => {
      const current = await findErasure(tx, row.network, row._id);
      if (current?.status === row.status) await work(tx, current);
    });

  const finish = async (row: ErasureRow): Promise<void> => {
    const sent = await sendReceipt(row);
    await again(row, async (tx, current) => {
      const done = end(current, sent, tx.now);
      if (done.status === 'done') return putErasure(tx, done);
      await erasureRequests(db).replaceOne({ _id: row._id }, done, { session: tx.session });
    });
  };

  const forgetOld = async (now: Date): Promise<void> => {
    const before = new Date(now.getTime() - receiptKeptMs);
    for (const row of await find({ status: 'done', doneAt: { $lt: before } })) {
      await again(row, async (tx, { _id, network, person }) => {
        await tx.db.collection('consents').deleteMany({ network, person }, { session: tx.session });
        await erasureRequests(tx.db).deleteOne({ _id, network }, { session: tx.session });
      });
    }
  };

  const find = (filter: object): Promise<ErasureRow[]> =>
    erasureRequests(db).find(filter).sort({ _id: 1 }).limit(atOnce).toArray();

  return startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const now = context.now();
    const waited = { $lte: new Date(now.getTime() - graceMs) };
    const due = await find({
      status: 'confirmed',
      $or: [{ reason: { $ne: 'no-basis-left' } }, { confirmedAt: waited }],
    });
    const toldByAll = { status: 'running', answered: { $size: serviceNames.length } };
    const running = await find({
      ...toldByAll,
      $or: [{ letterDueAt: null }, { letterDueAt: { $lte: now } }],
    });
    if (due.length + running.length > 0) {
      if (!(await mine())) return false;
      for (const row of due) await again(row, start);
      for (const row of running) await finish(row);
    }
    await forgetOld(now);
    return due.some(({ heldBack }) => heldBack === undefined);
  });
};
