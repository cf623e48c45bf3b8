import { type Digest, digestsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { membersWhoAgreed } from '@skein/known';
import {
  handle,
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { deliveryReports } from '../delivery/ledger/report-store.ts';
import { addMissing, begin, edit, periodOf, personal, readers, send, toNobody } from './decide.ts';
import { digestLetter } from './letter.ts';
import { presentDigest } from './present.ts';
import type { DigestRow } from './row.ts';
import { findDigest, findDigestOfMonth, insertDigest, listDigests, replaceDigest } from './store.ts';

/** How long the services and the operator's own have to answer. */
const collectingMs = 2_000;

export const digestRoutes = (context: ServiceContext<NotificationConfig>): Implementation[] => {
  const { config, askAll } = context;

  const presented = async (reader: Reader, rows: readonly DigestRow[]): Promise<Digest[]> => {
    const ids = rows.map(({ _id }) => _id);
    const reportOf = await deliveryReports(reader, digestLetter, ids);
    return rows.map((row) => presentDigest(row, reportOf(row._id)));
  };
  const presentDraft = (row: DigestRow): Digest =>
    presentDigest(row, { recipients: 0, queued: 0, sending: 0, sent: 0, failed: 0, unknown: 0 });

  /** Looks no further than the first whom the issue has something for. */
  const isForSomebody = async (reader: Reader, { sections }: DigestRow): Promise<boolean> => {
    for (let cursor = ''; ; ) {
      const members = await membersWhoAgreed(reader, readers, { after: cursor, limit: 200 });
      if (members.some((member) => personal(sections, member).length > 0)) return true;
      const last = members.at(-1);
      if (!last) return false;
      cursor = last._id;
    }
  };

  const collect = (network: string, month: string) =>
    askAll(
      digestsContract.questions.section,
      { network, ...periodOf(month) },
      { timeoutMs: collectingMs, expected: config.SKEIN_DIGEST_ANSWERS },
    );

  /** Changes a draft that is still at the version that was seen, and tells of it if it did change. */
  const change = async (
    tx: Tx,
    { id, ifMatch }: { id: string; ifMatch: number },
    decide: (row: DigestRow) => DigestRow | Refusal,
  ): Promise<Digest | Refusal> => {
    const before = await findDigest(tx, id);
    if (!before) return missing('issue of the digest', id);
    const row = decide(before);
    if (isRefusal(row)) return row;
    const stale = staleUnless(ifMatch, before.version);
    if (stale) return stale;
    if (row !== before) {
      await replaceDigest(tx, row);
      const { _id, network, version, month } = row;
      const data = { digest: _id, month };
      tx.record(digestsContract.events.digestChanged, { network, subject: _id, version, data });
    }
    return presentDraft(row);
  };

  return [
    // Not one transaction: others are asked, which none can hold; what they said is then written in one.
    handle(digestsContract.routes.collectDigest, async ({ network, reader, body, now, once }) => {
      const known = await findDigestOfMonth(reader, body.month);
      const collected = known ? [] : await collect(network, body.month);
      return transact(context, { network, now }, (tx) =>
        once(tx, async () => {
          if (await findDigestOfMonth(tx, body.month)) {
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

    read(digestsContract.routes.listDigests, async ({ reader, query }) => {
      const found = await listDigests(reader, query);
      if (isRefusal(found)) return found;
      return { ...found, items: await presented(reader, found.items) };
    }),

    read(digestsContract.routes.readDigest, async ({ reader, params }) => {
      const row = await findDigest(reader, params.id);
      const [digest] = row ? await presented(reader, [row]) : [];
      return digest ?? missing('issue of the digest', params.id);
    }),

    write(digestsContract.routes.editDigest, ({ params, body, ifMatch, tx }) =>
      change(tx, { id: params.id, ifMatch }, (row) => edit(row, body)),
    ),

    // Asks first, like collecting; only what was missing then is added.
    handle(digestsContract.routes.collectMissing, async ({ network, reader, params, ifMatch, now, once }) => {
      const known = await findDigest(reader, params.id);
      const collected = known?.missing.length ? await collect(network, known.month) : [];
      return transact(context, { network, now }, (tx) =>
        once(tx, () => change(tx, { id: params.id, ifMatch }, (row) => addMissing(row, collected))),
      );
    }),

    // No event of its own: what follows is told once every recipient is in the ledger.
    write(digestsContract.routes.sendDigest, async ({ params, ifMatch, tx }) => {
      const before = await findDigest(tx, params.id);
      if (!before) return missing('issue of the digest', params.id);
      const row = send(before);
      if (isRefusal(row)) return row;
      const stale = staleUnless(ifMatch, before.version);
      if (stale) return stale;
      if (!(await isForSomebody(tx, before))) return toNobody();
      await replaceDigest(tx, row);
      return presentDraft(row);
    }),
  ];
};
