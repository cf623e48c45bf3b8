import { digestsContract } from '@skein/contracts';
import { membersWhoAgreed } from '@skein/known';
import {
  attempt,
  hostOf,
  type Loop,
  type ServiceContext,
  startLeasedLoop,
  transact,
} from '@skein/service-kit';
import { lettersTo } from '../delivery/ledger/new-letter.ts';
import { deliveryReports, hasUnsettled } from '../delivery/ledger/report-store.ts';
import { addLetters } from '../delivery/ledger/store.ts';
import { delivered, generated, personal, readers } from './decide.ts';
import { digestLetter } from './letter.ts';
import { recordDelivered } from './record.ts';
import type { DigestRow } from './row.ts';
import { findDigest, moveCursor, replaceDigest, underWayInAllNetworks } from './store.ts';

const leaseName = 'digest-progress';
const leaseMs = 5_000;
const batch = 1_000;

/**
 * Brings the issues that are under way further: puts a letter for each recipient into the ledger, and tells when all
 * are there and when all are settled. Each step may be done again after a failure; one that ends the process is set aside.
 */
export const startDigestProgress = (context: ServiceContext): Loop => {
  const { db, config, readerOf } = context;

  const finishGenerating = ({ network, _id }: DigestRow): Promise<void> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findDigest(tx, _id);
      if (row?.status !== 'generating') return;
      const after = generated(row);
      await replaceDigest(tx, after);
      const { recipients } = (await deliveryReports(tx, digestLetter, [_id]))(_id);
      const { month, version } = after;
      const data = { digest: _id, month, recipients };
      tx.record(digestsContract.events.digestGenerated, { network, subject: _id, version, data });
    });

  const generate = async (row: DigestRow): Promise<void> => {
    const { _id, network, cursor = '' } = row;
    const reader = readerOf(network);
    const members = await membersWhoAgreed(reader, readers, { after: cursor, limit: batch });
    const recipients = members.filter((member) => personal(row.sections, member).length > 0);
    const people = recipients.map((member) => member._id);
    const at = { network, host: hostOf(config, network), now: context.now() };
    await addLetters(reader, lettersTo({ kind: digestLetter, cause: _id, people }, at));
    const last = members.at(-1);
    if (last) await moveCursor(reader, _id, last._id);
    if (members.length < batch) await finishGenerating(row);
  };

  const finishSending = async ({ network, _id, version }: DigestRow): Promise<void> => {
    if (await hasUnsettled(readerOf(network), digestLetter, _id)) return;
    await transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findDigest(tx, _id);
      // Another process may have finished it, and a person have sent unknown letters again since it was looked at.
      if (row?.status !== 'sending' || row.version !== version) return;
      const after = delivered(row);
      await replaceDigest(tx, after);
      const report = (await deliveryReports(tx, digestLetter, [_id]))(_id);
      recordDelivered(tx, after, report);
    });
  };

  return startLeasedLoop(context, leaseName, { idleMs: 250, leaseMs }, async (mine) => {
    const rows = await underWayInAllNetworks({ db });
    if (rows.length === 0 || !(await mine())) return false;
    let worked = false;
    for (const row of rows.filter(({ status }) => status === 'generating')) {
      const work = { id: `digest ${row._id}`, place: row.cursor ?? '' };
      worked = (await attempt(context, work, () => generate(row).then(() => true))) || worked;
    }
    for (const row of rows) if (row.status === 'sending') await finishSending(row);
    return worked;
  });
};
