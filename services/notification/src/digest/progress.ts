import { digestsContract } from '@skein/contracts';
import type { KnownMember } from '@skein/known';
import { type Loop, type ServiceContext, startLoop, transact } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { deliveryReports, hasUnsettled } from '../delivery/report.ts';
import { addLetters } from '../delivery/store.ts';
import { delivered, generated, personal } from './decide.ts';
import { type DigestRow, digestsUnderWay, findDigest, moveCursor, replaceDigest } from './store.ts';

const batch = 1_000;

/**
 * Brings the issues that are under way further: puts a letter for each recipient into the ledger, and tells when all
 * are there and when all are settled. Each step may be done again after a failure, or by several processes at once.
 */
export const startDigestProgress = (
  context: ServiceContext<NotificationConfig>,
  letterWritten: () => void,
): Loop => {
  const { db, log } = context;

  const finishGenerating = ({ network, _id }: DigestRow): Promise<void> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findDigest(db, network, _id, tx.session);
      if (row?.status !== 'generating') return;
      const after = generated(row);
      await replaceDigest(tx, after);
      const { recipients } = (await deliveryReports(db, network, 'digest', [_id], tx.session))(_id);
      const { month, version } = after;
      const data = { digest: _id, month, recipients };
      tx.record(digestsContract.events.digestGenerated, { network, subject: _id, version, data });
    });

  const generate = async (row: DigestRow): Promise<void> => {
    const { _id, network, cursor = '' } = row;
    const members = await db
      .collection<KnownMember>('members')
      .find({ network, consents: 'digest', _id: { $gt: cursor } })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray();
    const recipients = members.filter(({ communities }) => personal(row.sections, communities).length > 0);
    const people = recipients.map((member) => member._id);
    await addLetters(db, lettersTo(context, { network, kind: 'digest', cause: _id }, people));
    letterWritten();
    const last = members.at(-1);
    if (last) await moveCursor(db, row, last._id);
    if (members.length < batch) await finishGenerating(row);
  };

  const finishSending = async ({ network, _id }: DigestRow): Promise<void> => {
    if (await hasUnsettled(db, network, 'digest', _id)) return;
    await transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findDigest(db, network, _id, tx.session);
      if (row?.status !== 'sending') return;
      const after = delivered(row);
      await replaceDigest(tx, after);
      const report = (await deliveryReports(db, network, 'digest', [_id], tx.session))(_id);
      const { sent, failed, unknown } = report;
      const { month, version } = after;
      const data = { digest: _id, month, sent, failed, unknown };
      tx.record(digestsContract.events.digestDelivered, { network, subject: _id, version, data });
    });
  };

  return startLoop('digest-progress', log, 250, async () => {
    const rows = await digestsUnderWay(db);
    const generating = rows.filter(({ status }) => status === 'generating');
    for (const row of generating) await generate(row);
    for (const row of rows) if (row.status === 'sending') await finishSending(row);
    return generating.length > 0;
  });
};
