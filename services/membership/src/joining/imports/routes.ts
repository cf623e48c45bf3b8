import { type Import, importsContract, isRefusal, refuse } from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  type Order,
  read,
  readPage,
  type ServiceContext,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import { openCommunities } from '../../core/communities/store.ts';
import { textsOf } from '../../core/consent/texts.ts';
import { begin, checkAgain } from './decide.ts';
import {
  findImport,
  forgetStaged,
  type ImportRow,
  imports,
  presentImport,
  problemRows,
  replaceImport,
} from './store.ts';
import { storeUpload } from './upload.ts';

const newestFirst: Order = [['_id', -1]];
const byPlace: Order = [
  ['line', 1],
  ['place', 1],
  ['_id', 1],
];

/** Writes an import's next state; only the version that was decided on is replaced. */
const put = async (tx: Tx, before: ImportRow, row: ImportRow): Promise<Import> => {
  await replaceImport(tx.db, row, before.version, tx.session);
  return presentImport(row);
};

export const importRoutes = (context: ServiceContext): Implementation[] => {
  const { db } = context;
  return [
    handle(
      importsContract.routes.startImport,
      async ({ network, actor, now, upload, request, once, deny }) => {
        const denied = deny('people.import', {});
        if (denied) return denied;
        const contentType = request.headers['content-type'] ?? '';
        const row = await storeUpload(context, upload, {
          network,
          by: actor?.person ?? '',
          contentType,
          now,
        });
        if (isRefusal(row)) return row;
        const kept = await transact(context, { network, now }, (tx) =>
          once(tx, async (): Promise<Import> => {
            tx.concerned.add(row._id);
            await imports(db).insertOne(row, { session: tx.session });
            return presentImport(row);
          }),
        );
        // Sent again with its key: the first upload stands, and this one's file goes.
        if (isRefusal(kept) || kept.id !== row._id) await forgetStaged(db, row._id, false);
        if (!isRefusal(kept) && kept.digest !== row.digest)
          return refuse('idempotency-key-reused', 'A key stands for one file; use a new key for a new one.');
        return kept;
      },
    ),

    read(importsContract.routes.listImports, async ({ network, query, deny }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      return readPage(imports(db), { network }, newestFirst, query, presentImport);
    }),

    read(importsContract.routes.readImport, async ({ network, params, deny }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const row = await findImport(db, network, params.id);
      return row ? presentImport(row) : missing('import', params.id);
    }),

    read(importsContract.routes.listImportProblems, async ({ network, params, query, deny }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const row = await findImport(db, network, params.id);
      if (!row) return missing('import', params.id);
      const of = { import: row._id, run: row.run ?? '', network };
      return readPage(problemRows(db), of, byPlace, query, (problem) => ({
        line: problem.line,
        ...(problem.column && { column: problem.column }),
        ...(problem.heading && { heading: problem.heading }),
        detail: problem.detail,
      }));
    }),

    write(importsContract.routes.checkImport, async ({ network, params, body, now, tx, deny }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const before = await findImport(db, network, params.id, tx.session);
      if (!before) return missing('import', params.id);
      const wordings = (await textsOf(db, network, tx.session)).map(({ version }) => version);
      const row = checkAgain(before, body, wordings, now);
      return isRefusal(row) ? row : put(tx, before, row);
    }),

    write(importsContract.routes.applyImport, async ({ network, params, body, actor, now, tx, deny }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const before = await findImport(db, network, params.id, tx.session);
      if (!before) return missing('import', params.id);
      const open = await openCommunities(tx, network, before.communities);
      const row = begin(before, body.mode, { actor, openCommunities: open }, now);
      if (isRefusal(row)) return row;
      return put(tx, before, row);
    }),

    handle(importsContract.routes.discardImport, async ({ network, params, now, deny, done }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const refused = await transact(context, { network, now }, async (tx) => {
        const row = await findImport(db, network, params.id, tx.session);
        if (!row) return missing('import', params.id);
        if (row.state === 'applying' || row.state === 'taking-back')
          return refuse('conflict', `An import that is ${row.state} is not discarded; wait for it to end.`);
        await imports(db).deleteOne({ _id: row._id }, { session: tx.session });
        await done(tx);
        return undefined;
      });
      // After the import itself, and outside a transaction, which they could outgrow: left over, they expire.
      if (!refused) await forgetStaged(db, params.id, false);
      return refused;
    }),
  ];
};
