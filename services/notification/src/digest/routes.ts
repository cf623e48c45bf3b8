import { type Digest, digestsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  staleUnless,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { deliveryReports } from '../delivery/report.ts';
import { addMissing, begin, edit, periodOf, send } from './decide.ts';
import {
  type DigestRow,
  digestsIn,
  findDigest,
  findDigestOfMonth,
  insertDigest,
  presentDigest,
  replaceDigest,
} from './store.ts';

const newestFirst: Order = [
  ['month', -1],
  ['_id', -1],
];
/** How long the services and the operator's own have to answer. */
const collectingMs = 2_000;

export const digestRoutes = (context: ServiceContext<NotificationConfig>): Implementation[] => {
  const { db, config, askAll } = context;

  const presented = async (network: string, rows: readonly DigestRow[]): Promise<Digest[]> => {
    const ids = rows.map(({ _id }) => _id);
    const reportOf = await deliveryReports(db, network, 'digest', ids);
    return rows.map((row) => presentDigest(row, reportOf(row._id)));
  };
  const presentDraft = (row: DigestRow): Digest =>
    presentDigest(row, { recipients: 0, queued: 0, sending: 0, sent: 0, failed: 0, unknown: 0 });

  const collect = (network: string, month: string) =>
    askAll(
      digestsContract.questions.section,
      { network, ...periodOf(month) },
      { timeoutMs: collectingMs, expected: config.SKEIN_DIGEST_ANSWERS },
    );

  /** Changes a draft that is still at the version that was seen, and tells of it if it did change. */
  const change = async (
    tx: Tx,
    { network, id, ifMatch }: { network: string; id: string; ifMatch: number },
    decide: (row: DigestRow) => DigestRow | Refusal,
  ): Promise<Digest | Refusal> => {
    const before = await findDigest(db, network, id, tx.session);
    if (!before) return missing('issue of the digest', id);
    const row = decide(before);
    if (isRefusal(row)) return row;
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    if (row !== before) {
      await replaceDigest(tx, row);
      const { _id, version, month } = row;
      const data = { digest: _id, month };
      tx.record(digestsContract.events.digestChanged, { network, subject: _id, version, data });
    }
    return presentDraft(row);
  };

  return [
    // Not one transaction: others are asked, which none can hold; what they said is then written in one.
    handle(digestsContract.routes.collectDigest, async ({ network, body, now, once }) => {
      const known = await findDigestOfMonth(db, network, body.month);
      const collected = known ? [] : await collect(network, body.month);
      return transact(context, { network, now }, (tx) =>
        once(tx, async () => {
          if (await findDigestOfMonth(db, network, body.month, tx.session)) {
            const detail = `The issue of ${body.month} was begun already.`;
            return refuse('already-exists', detail, ['month', 'has an issue already']);
          }
          const row = begin({ network, ...body }, collected, now, newId());
          await insertDigest(tx, row);
          const { _id, version, month } = row;
          const data = { digest: _id, month };
          tx.record(digestsContract.events.digestCollected, { network, subject: _id, version, data });
          return presentDraft(row);
        }),
      );
    }),

    read(digestsContract.routes.listDigests, async ({ network, query }) => {
      const found = await readPage(digestsIn(db), { network }, newestFirst, query, (row) => row);
      if (isRefusal(found)) return found;
      return { ...found, items: await presented(network, found.items) };
    }),

    read(digestsContract.routes.readDigest, async ({ network, params }) => {
      const row = await findDigest(db, network, params.id);
      const [digest] = row ? await presented(network, [row]) : [];
      return digest ?? missing('issue of the digest', params.id);
    }),

    write(digestsContract.routes.editDigest, ({ network, params, body, ifMatch, tx }) =>
      change(tx, { network, id: params.id, ifMatch }, (row) => edit(row, body)),
    ),

    // Asks first, like collecting; only what was missing then is added.
    handle(digestsContract.routes.collectMissing, async ({ network, params, ifMatch, now, once }) => {
      const known = await findDigest(db, network, params.id);
      const collected = known?.missing.length ? await collect(network, known.month) : [];
      return transact(context, { network, now }, (tx) =>
        once(tx, () => change(tx, { network, id: params.id, ifMatch }, (row) => addMissing(row, collected))),
      );
    }),

    // No event of its own: what follows is told once every recipient is in the ledger.
    write(digestsContract.routes.sendDigest, async ({ network, params, ifMatch, tx }) => {
      const before = await findDigest(db, network, params.id, tx.session);
      if (!before) return missing('issue of the digest', params.id);
      const row = send(before);
      if (isRefusal(row)) return row;
      const stale = staleUnless(ifMatch, before.version);
      if (stale) return stale;
      await replaceDigest(tx, row);
      return presentDraft(row);
    }),
  ];
};
