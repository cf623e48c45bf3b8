import { type Import, importsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import {
  type Call,
  handle,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import { tableFile } from '@skein/tables';
import { openAmong } from '../../core/communities/store.ts';
import { textsOf } from '../../core/consent/text-store.ts';
import { badRows, previewOf } from './bad-rows.ts';
import { begin, checkAgain } from './decide.ts';
import { hasFile } from './file-store.ts';
import { forgetStaged } from './forget.ts';
import type { ImportRow } from './row.ts';
import { pageOfProblems } from './staged-store.ts';
import {
  findImport,
  insertImport,
  pageOfImports,
  presentImport,
  removeImport,
  replaceImport,
} from './store.ts';
import { storeUpload } from './upload.ts';

/** Writes an import's next state; only the version that was decided on is replaced. */
const put = async (tx: Tx, before: ImportRow, row: ImportRow): Promise<Import> => {
  await replaceImport(tx, row, before.version);
  return presentImport(row);
};

type Asking = Pick<Call<never>, 'deny' | 'reader'> & { readonly params: { readonly id: string } };

/** An import whose file is still kept. */
const withFile = async ({ params, deny, reader }: Asking): Promise<ImportRow | Refusal> => {
  const denied = deny('people.import', {});
  if (denied) return denied;
  const row = await findImport(reader, params.id);
  if (!row) return missing('import', params.id);
  return (await hasFile(reader, row._id))
    ? row
    : refuse('conflict', 'The file of this import is no longer kept here; upload it again.');
};

export const importRoutes = (context: ServiceContext): Implementation[] => {
  return [
    handle(
      importsContract.routes.startImport,
      async ({ network, actor, now, upload, request, once, deny, reader }) => {
        const denied = deny('people.import', {});
        if (denied) return denied;
        const contentType = request.headers['content-type'] ?? '';
        const row = await storeUpload(reader, upload, { by: actor?.person ?? '', contentType, now });
        if (isRefusal(row)) return row;
        const kept = await transact(context, { network, now }, (tx) =>
          once(tx, async (): Promise<Import> => {
            tx.concerned.add(row._id);
            await insertImport(tx, row);
            return presentImport(row);
          }),
        );
        // Sent again with its key: the first upload stands, and this one's file goes.
        if (isRefusal(kept) || kept.id !== row._id) await forgetStaged(reader, row._id, false);
        if (!isRefusal(kept) && kept.digest !== row.digest)
          return refuse('idempotency-key-reused', 'A key stands for one file; use a new key for a new one.');
        return kept;
      },
    ),

    read(importsContract.routes.listImports, async ({ query, deny, reader }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      return pageOfImports(reader, query);
    }),

    read(importsContract.routes.readImport, async ({ params, deny, reader }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const row = await findImport(reader, params.id);
      return row ? presentImport(row) : missing('import', params.id);
    }),

    read(importsContract.routes.listImportProblems, async ({ params, query, deny, reader }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const row = await findImport(reader, params.id);
      if (!row) return missing('import', params.id);
      return pageOfProblems(reader, { import: row._id, run: row.run ?? '' }, query);
    }),

    read(importsContract.routes.previewImport, async ({ params, query, deny, reader }) => {
      const row = await withFile({ params, deny, reader });
      return isRefusal(row) ? row : previewOf(reader, row, query);
    }),

    read(importsContract.routes.downloadBadRows, async ({ params, query, deny, reader }) => {
      const row = await withFile({ params, deny, reader });
      if (isRefusal(row)) return row;
      if (row.state === 'uploaded') return refuse('conflict', 'The file is still being checked.');
      return tableFile(badRows(reader, row), `bad-rows-${row._id}`, query);
    }),

    write(importsContract.routes.checkImport, async ({ params, body, now, tx, deny }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const before = await findImport(tx, params.id);
      if (!before) return missing('import', params.id);
      const wordings = (await textsOf(tx)).map(({ version }) => version);
      const row = checkAgain(before, body, wordings, now);
      return isRefusal(row) ? row : put(tx, before, row);
    }),

    write(importsContract.routes.applyImport, async ({ params, body, actor, now, tx, deny, stale }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const before = await findImport(tx, params.id);
      if (!before) return missing('import', params.id);
      const refused = before.givesRoles ? stale() : undefined;
      if (refused) return refused;
      const open = await openAmong(tx, before.communities);
      const row = begin(before, body.mode, { actor, openCommunities: open }, now);
      if (isRefusal(row)) return row;
      return put(tx, before, row);
    }),

    handle(importsContract.routes.discardImport, async ({ network, params, now, deny, done, reader }) => {
      const denied = deny('people.import', {});
      if (denied) return denied;
      const refused = await transact(context, { network, now }, async (tx) => {
        const row = await findImport(tx, params.id);
        if (!row) return missing('import', params.id);
        if (row.state === 'applying' || row.state === 'taking-back')
          return refuse('conflict', `An import that is ${row.state} is not discarded; wait for it to end.`);
        await removeImport(tx, row._id);
        await done(tx);
        return undefined;
      });
      // After the import itself, and outside a transaction, which they could outgrow: left over, they expire.
      if (!refused) await forgetStaged(reader, params.id, false);
      return refused;
    }),
  ];
};
