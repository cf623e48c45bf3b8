import { erasureContract, lettersContract, mentionsContract, serviceNames } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  type Loop,
  publicUrlOf,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import { forgetConsentsOf } from '../../core/consent/store.ts';
import type { ErasureRow } from '../../core/erasure-list/row.ts';
import {
  doneBeforeInAllNetworks,
  dueInAllNetworks,
  findErasure,
  putErasure,
  removeErasure,
  toldByAllInAllNetworks,
  updateErasure,
} from '../../core/erasure-list/store.ts';
import { keepErasedAway } from '../../core/kept-away/store.ts';
import { dropUnnamed } from '../../core/organisations/resolve.ts';
import { lastAdmin } from '../../core/people/decide.ts';
import { hasPower } from '../../core/people/power.ts';
import { findPerson, isEmploying, lockAdmins, removePerson } from '../../core/people/store.ts';
import {
  addressesKept,
  begin,
  end,
  graceMs,
  inWords,
  isToSearchOn,
  lookedFor,
  needsAnother,
  notesOn,
  profileErased,
  receiptKeptMs,
} from './decide.ts';
import { propose } from './record.ts';

const leaseName = 'erasures';
const leaseMs = 30_000;
const atOnce = 20;
const letterPatienceMs = 15_000;
const searchPatienceMs = 20_000;

/** Lets an erasure begin: the profile is gone at once, so that nothing new can be tied to it. */
const start = async (tx: Tx, row: ErasureRow): Promise<void> => {
  const { network, person: id } = row;
  const person = await findPerson(tx, id);
  if (person && lastAdmin(person._id, await lockAdmins(tx))) {
    const heldBack = 'last-administrator' as const;
    if (!row.heldBack) await updateErasure(tx, { ...row, heldBack });
    return;
  }
  if (person && needsAnother(row, hasPower(person, tx.now))) {
    const { confirmedAt: _, ...rest } = row;
    return propose(tx, { ...rest, status: 'proposed', version: row.version + 1 }, person);
  }
  const running = begin(row, person ?? undefined, tx.now);
  if (person) {
    await removePerson(tx, id);
    const hashes = await keepErasedAway(tx, person);
    running.receipt = [profileErased, addressesKept(hashes)];
    const { organisationId } = person;
    if (organisationId && !(await isEmploying(tx, organisationId))) await dropUnnamed(tx, organisationId);
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
  const { ask, config } = context;

  /** Where they still stand in what others wrote: looked for last, when all that was theirs is gone. */
  const searched = async (row: ErasureRow): Promise<ErasureRow> => {
    const strings = lookedFor(row);
    if (strings.length === 0 || row.mentions) return row;
    const question = { network: row.network, strings };
    const told = await Promise.all(
      serviceNames.map(async (service) => {
        const found = await ask(mentionsContract.questions.mentions[service], question, searchPatienceMs);
        return { service, places: found?.places };
      }),
    );
    const unsearched = told.flatMap(({ service, places }) => (places ? [] : [service]));
    if (unsearched.length && isToSearchOn(row, context.now())) return row;
    const mentions = told.flatMap(({ service, places = [] }) => places.map((one) => ({ service, ...one })));
    return { ...row, mentions, ...(unsearched.length && { unsearched }) };
  };

  const sendReceipt = async (row: ErasureRow): Promise<boolean> => {
    const { network, letterTo, receipt = [] } = row;
    if (!letterTo) return false;
    const letter = 'erasure-receipt' as const;
    const link = publicUrlOf(config, network);
    const question = { network, letter, to: letterTo, link, told: inWords(receipt, notesOn(row)) };
    const sent = await ask(lettersContract.questions.sendNow, question, letterPatienceMs);
    return sent?.outcome === 'sent';
  };

  const again = (row: ErasureRow, work: (tx: Tx, current: ErasureRow) => Promise<void>) =>
    transact(context, { network: row.network, now: context.now() }, async (tx) => {
      const current = await findErasure(tx, row._id);
      if (current?.status === row.status) await work(tx, current);
    });

  const finish = async (row: ErasureRow): Promise<void> => {
    const told = await searched(row);
    const waits = told.mentions === undefined && lookedFor(row).length > 0;
    const sent = !waits && (await sendReceipt(told));
    await again(row, async (tx, current) => {
      const { mentions, unsearched } = told;
      const found = { ...current, ...(mentions && { mentions }), ...(unsearched && { unsearched }) };
      const done = end(found, sent, tx.now);
      if (done.status === 'done') return putErasure(tx, done);
      await updateErasure(tx, done);
    });
  };

  const forgetOld = async (now: Date): Promise<void> => {
    const before = new Date(now.getTime() - receiptKeptMs);
    for (const row of await doneBeforeInAllNetworks(context, atOnce, before)) {
      await again(row, async (tx, { _id, person }) => {
        await forgetConsentsOf(tx, [person]);
        await removeErasure(tx, _id);
      });
    }
  };

  return startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const now = context.now();
    const withoutBasisSince = new Date(now.getTime() - graceMs);
    const due = await dueInAllNetworks(context, atOnce, { now, withoutBasisSince });
    const running = await toldByAllInAllNetworks(context, atOnce, now);
    if (due.length + running.length > 0) {
      if (!(await mine())) return false;
      for (const row of due) await again(row, start);
      for (const row of running) await finish(row);
    }
    await forgetOld(now);
    return due.some(({ heldBack }) => heldBack === undefined);
  });
};
