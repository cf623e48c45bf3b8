import { newId, type ServiceContext, transact, writeAudit } from '@skein/service-kit';
import { presentOf } from './already-there.ts';
import { type Additions, applyRows } from './apply-rows.ts';
import { conclude } from './decide.ts';
import { forgetStaged } from './forget.ts';
import type { ImportRow, TakenIn } from './row.ts';
import { keepUntilApplied, stagedAfter } from './staged-store.ts';
import { findImportAs, noteApplied, replaceImport } from './store.ts';
import { remember } from './taken-in-store.ts';
import { writeAdditions } from './write-rows.ts';

/** Rows in one transaction: enough that its commit costs little for each, few enough that it stays short. */
const batchSize = 500;

/** What a batch took in, so that it can be taken back. */
const takenBy = (row: ImportRow, line: number, added: Additions): TakenIn => ({
  _id: `${row._id}.${line}`,
  import: row._id,
  network: row.network,
  line,
  people: added.people.map(({ _id }) => _id),
  memberships: added.memberships.map(({ _id: id, version }) => ({ id, version })),
  consents: added.consents.map(({ row: { _id, person, purpose } }) => ({ line: _id, person, purpose })),
});

/** One batch and the cursor behind it, in one transaction: after a crash the next batch is the next rows. */
const applyBatch = (context: ServiceContext, network: string, id: string): Promise<number> => {
  const now = context.now();
  return transact(context, { network, now }, async (tx) => {
    const row = await findImportAs(tx, id, 'applying');
    if (!row?.run) return 0;
    const rows = await stagedAfter(tx, { import: id, run: row.run }, row.cursor, batchSize);
    const last = rows.at(-1);
    if (!last) return 0;
    const added = applyRows(rows, await presentOf(tx, row, rows), now, newId);
    await writeAdditions(tx, added);
    await remember(tx, takenBy(row, last.line, added));
    const done = { actor: row.by, action: 'applyImport', outcome: 'done' as const, at: now };
    await writeAudit(tx, { ...done, targets: [id, ...tx.concerned] });
    const consents = added.firstConsents.length + added.consents.length;
    await noteApplied(tx, id, last.line, {
      rows: rows.length,
      people: added.people.length,
      memberships: added.memberships.length,
      consents,
    });
    return rows.length;
  });
};

/** Ends an import whose rows are all in, or of which no more can be. */
export const endApplying = async (context: ServiceContext, { _id, network }: ImportRow): Promise<void> => {
  const reader = context.readerOf(network);
  const current = await findImportAs(reader, _id, 'applying');
  if (!current) return;
  const next = conclude(current, context.now());
  // The rows go first: were the service to end here, the next round finds none left, and concludes the same.
  if (next.state !== 'taking-back') await forgetStaged(reader, _id, true);
  await replaceImport(reader, next, current.version);
};

/** Applies an import from where it stands to its end. */
export const applyImport = async (
  context: ServiceContext,
  row: ImportRow,
  keepGoing: () => Promise<boolean>,
): Promise<void> => {
  if (row.cursor === 0) await keepUntilApplied(context.readerOf(row.network), row._id);
  while ((await applyBatch(context, row.network, row._id)) > 0) if (!(await keepGoing())) return;
  await endApplying(context, row);
};
