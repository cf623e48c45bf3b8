import { digestsContract, isRefusal } from '@skein/contracts';
import { type Implementation, missing, type Reader, toEdit, write } from '@skein/service-kit';
import { deliveryReports } from '../delivery/ledger/report-store.ts';
import { queueUnknown, settleArrived } from '../delivery/ledger/store.ts';
import { resend, settled } from './decide.ts';
import { digestLetter } from './letter.ts';
import { presentDigest } from './present.ts';
import { recordDelivered } from './record.ts';
import { findDigest, replaceDigest } from './store.ts';

const reportOn = async (reader: Reader, id: string) =>
  (await deliveryReports(reader, digestLetter, [id]))(id);

/** What a person may do about letters of which nobody knows whether they arrived. */
export const unknownRoutes = (): Implementation[] => [
  write(digestsContract.routes.settleUnknown, async ({ params, body, tx }) => {
    const before = await findDigest(tx, params.id);
    if (!before) return missing('issue of the digest', params.id);
    const row = settled(before);
    if (isRefusal(row)) return row;
    const found = await settleArrived(tx, { kind: digestLetter, cause: row._id }, body.messageIds);
    const report = await reportOn(tx, row._id);
    if (found === 0 || row === before) return presentDigest(before, report);
    await replaceDigest(tx, row);
    recordDelivered(tx, row, report);
    return presentDigest(row, report);
  }),

  // No event of its own, like sending: what follows is told once every letter is settled.
  write(digestsContract.routes.resendUnknown, async ({ params, ifMatch, body, now, tx }) => {
    const before = toEdit(
      await findDigest(tx, params.id),
      ifMatch,
      missing('issue of the digest', params.id),
    );
    if (isRefusal(before)) return before;
    const row = resend(before, await reportOn(tx, before._id), body.unknown);
    if (isRefusal(row)) return row;
    await replaceDigest(tx, row);
    await queueUnknown(tx, { kind: digestLetter, cause: row._id }, now);
    return presentDigest(row, await reportOn(tx, row._id));
  }),
];
