import {
  type ConsentEvidence,
  consentEvidenceContract,
  type EvidenceFilter,
  isRefusal,
} from '@skein/contracts';
import {
  after,
  cursorOf,
  handle,
  type Implementation,
  type Order,
  type Reader,
  read,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import { tableFile } from '@skein/tables';
import { readEvidence } from './read.ts';

const order: Order = [['_id', 1]];
const atOnce = 500;

const headings = [
  'person',
  'name',
  'email',
  'purpose',
  'words',
  'wording',
  'basis',
  'channel',
  'campaign',
  'recorded by',
  'recorded at',
  'said to be given on',
  'said to be given by',
  'withdrawn at',
];

const cellsOf = (one: ConsentEvidence): string[] => [
  one.person,
  one.name ?? '',
  one.email ?? '',
  one.purpose,
  one.words ?? '',
  one.textVersion,
  one.basis,
  one.channel,
  one.campaign ?? '',
  one.by ?? '',
  one.at,
  one.stated?.givenAt ?? '',
  one.stated?.channel ?? '',
  one.withdrawnAt ?? '',
];

async function* evidenceTable(reader: Reader, filter: EvidenceFilter): AsyncGenerator<readonly string[]> {
  yield headings;
  for (let last = ''; ; ) {
    const found = await readEvidence(reader, filter, { after: last, limit: atOnce });
    for (const one of found) yield cellsOf(one);
    if (found.length < atOnce) return;
    last = found.at(-1)?.id ?? last;
  }
}

export const evidenceRoutes = (context: ServiceContext): Implementation[] => [
  read(consentEvidenceContract.routes.listConsentEvidence, async ({ query, reader }) => {
    const { after: cursor, limit, ...filter } = query;
    const page = after(cursor, order);
    if (isRefusal(page)) return page;
    const [last = ''] = cursor ? (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[]) : [];
    const found = await readEvidence(reader, filter, { after: last, limit: limit + 1 });
    const items = found.slice(0, limit);
    const end = items.at(-1);
    return { items, ...(found.length > limit && end && { next: cursorOf([end.id]) }) };
  }),

  // People’s addresses leave the system with it, so who took it is kept before its first line goes.
  handle(
    consentEvidenceContract.routes.exportConsentEvidence,
    async ({ network, query, now, done, reader }) => {
      const { format, separator, ...filter } = query;
      await transact(context, { network, now }, async (tx) => {
        if (filter.person) tx.concerned.add(filter.person);
        await done(tx);
      });
      return tableFile(evidenceTable(reader, filter), 'consents', { format, separator });
    },
  ),
];
