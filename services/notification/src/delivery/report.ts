import type { DeliveryReport } from '@skein/contracts';
import type { ClientSession, Db } from 'mongodb';
import type { LetterKind, LetterRow, LetterStatus } from './letter-row.ts';

const ledger = (db: Db) => db.collection<LetterRow>('letters');

const nothing: DeliveryReport = { recipients: 0, queued: 0, sending: 0, sent: 0, failed: 0, unknown: 0 };

/** How the delivery for each of these causes stands, from the ledger. */
export const deliveryReports = async (
  db: Db,
  network: string,
  kind: LetterKind,
  causes: readonly string[],
  session?: ClientSession,
): Promise<(cause: string) => DeliveryReport> => {
  const counts = await ledger(db)
    .aggregate<{ _id: { cause: string; status: LetterStatus }; letters: number }>(
      [
        { $match: { network, kind, cause: { $in: [...causes] } } },
        { $group: { _id: { cause: '$cause', status: '$status' }, letters: { $sum: 1 } } },
      ],
      session ? { session } : {},
    )
    .toArray();
  const reports = new Map<string, DeliveryReport>();
  for (const { _id, letters } of counts) {
    const before = reports.get(_id.cause) ?? nothing;
    const recipients = before.recipients + letters;
    reports.set(_id.cause, { ...before, recipients, [_id.status]: letters });
  }
  return (cause) => reports.get(cause) ?? nothing;
};

/** Whether letters of this cause are still on their way. */
export const hasUnsettled = async (
  db: Db,
  network: string,
  kind: LetterKind,
  cause: string,
): Promise<boolean> => {
  const status = { $in: ['queued', 'sending'] satisfies LetterStatus[] };
  return Boolean(await ledger(db).findOne({ network, kind, cause, status }, { projection: { _id: 1 } }));
};
