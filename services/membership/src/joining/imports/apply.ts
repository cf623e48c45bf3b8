import { newId, type ServiceContext, type Tx, transact, writeAudit } from '@skein/service-kit';
import { type Additions, applyRows } from './apply-rows.ts';
import { conclude } from './decide.ts';
import { presentOf } from './present.ts';
import { forgetStaged, type ImportRow, imports, replaceImport, stagedRows, takenIn } from './store.ts';
import { writeAdditions } from './write-rows.ts';

/** Rows in one transaction: enough that its commit costs little for each, few enough that it stays short. */
const batchSize = 500;

/** Remembers what a batch took in, so that it can be taken back. */
const remember = async (tx: Tx, row: ImportRow, line: number, added: Additions): Promise<void> => {
  const taken = {
    _id: `${row._id}.${line}`,
    import: row._id,
    network: row.network,
    line,
    people: added.people.map(({ _id }) => _id),
    memberships: added.memberships.map(({ _id: id, version }) => ({ id, version })),
    consents: added.consents.map(({ row: { _id, person, purpose } }) => ({ line: _id, person, purpose })),
  };
  await takenIn(tx.db).insertOne(taken, { session: tx.session });
};

/** One batch and the cursor behind it, in one transaction: after a crash the next batch is the next rows. */
const applyBatch = (context: ServiceContext, network: string, id: string): Promise<number> => {
  const now = context.now();
  return transact(context, { network, now }, async (tx) => {
    const { session, db } = tx;
    const row = await imports(db).findOne({ _id: id, state: 'applying' }, { session });
    if (!row?.run) return 0;
    const rows = await stagedRows(db)
      .find({ import: id, run: row.run, line: { $gt: row.cursor } }, { session })
      .sort({ line: 1 })
      .limit(batchSize)
      .toArray();
    const last = rows.at(-1);
    if (!last) return 0;
    const added = applyRows(rows, await presentOf(tx, row, rows), now, newId);
    await writeAdditions(tx, row.network, added);
    await remember(tx, row, last.line, added);
    const done = { network: row.network, actor: row.by, action: 'applyImport', outcome: 'done' as const };
    await writeAudit(db, { ...done, targets: [id, ...tx.concerned], at: now }, session);
    const consents = added.firstConsents.length + added.consents.length;
    await imports(db).updateOne(
      { _id: id },
      {
        $set: { cursor: last.line, faults: 0 },
        $inc: {
          version: 1,
          'applied.rows': rows.length,
          'applied.people': added.people.length,
          'applied.memberships': added.memberships.length,
          'applied.consents': consents,
        },
      },
      { session },
    );
    return rows.length;
  });
};

/** Ends an import whose rows are all in, or of which no more can be. */
export const endApplying = async ({ db, now }: ServiceContext, id: string): Promise<void> => {
  const current = await imports(db).findOne({ _id: id, state: 'applying' });
  if (!current) return;
  const next = conclude(current, now());
  // The rows go first: were the service to end here, the next round finds none left, and concludes the same.
  if (next.state !== 'taking-back') await forgetStaged(db, id, true);
  await replaceImport(db, next, current.version);
};

/** Applies an import from where it stands to its end. */
export const applyImport = async (
  context: ServiceContext,
  row: ImportRow,
  keepGoing: () => Promise<boolean>,
): Promise<void> => {
  // From here on the rows last until they are applied, not until the day after their upload.
  if (row.cursor === 0)
    await stagedRows(context.db).updateMany({ import: row._id }, { $unset: { forgetAt: '' } });
  while ((await applyBatch(context, row.network, row._id)) > 0) if (!(await keepGoing())) return;
  await endApplying(context, row._id);
};
