import type { DeliveryReport } from '@skein/contracts';
import { type Reader, rowsIn } from '@skein/service-kit';
import type { KindFacts } from './kind.ts';
import type { LetterStatus } from './row.ts';
import { lettersCollection } from './store.ts';

const letters = rowsIn(lettersCollection);

type Kind = Pick<KindFacts, 'name'>;

const nothing: DeliveryReport = { recipients: 0, queued: 0, sending: 0, sent: 0, failed: 0, unknown: 0 };

/** How the delivery for each of these causes stands, from the ledger. */
export const deliveryReports = async (
  reader: Reader,
  { name: kind }: Kind,
  causes: readonly string[],
): Promise<(cause: string) => DeliveryReport> => {
  const counts = await letters(reader)
    .aggregate<{ _id: { cause: string; status: LetterStatus }; count: number }>([
      { $match: { network: reader.network, kind, cause: { $in: [...causes] } } },
      { $group: { _id: { cause: '$cause', status: '$status' }, count: { $sum: 1 } } },
    ])
    .toArray();
  const reports = new Map<string, DeliveryReport>();
  for (const { _id, count } of counts) {
    const before = reports.get(_id.cause) ?? nothing;
    const recipients = before.recipients + count;
    reports.set(_id.cause, { ...before, recipients, [_id.status]: count });
  }
  return (cause) => reports.get(cause) ?? nothing;
};

/** Whether letters of this cause are still on their way. */
export const hasUnsettled = async (reader: Reader, { name: kind }: Kind, cause: string): Promise<boolean> => {
  const status = { $in: ['queued', 'sending'] satisfies LetterStatus[] };
  const { network } = reader;
  return Boolean(await letters(reader).findOne({ network, kind, cause, status }, { projection: { _id: 1 } }));
};
