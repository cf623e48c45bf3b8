import { createHash } from 'node:crypto';
import { formImportsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { handle, type Implementation, newId, type ServiceContext, transact } from '@skein/service-kit';
import { UnreadableTable } from '@skein/tables';
import { draftInstrument } from '../definitions/decide.ts';
import { refuseOwner } from '../definitions/owner.ts';
import { takeSlug } from '../definitions/record.ts';
import { type Imported, importedFrom } from './carry.ts';

const gathered = async (upload: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of upload) pieces.push(piece);
  return Buffer.concat(pieces);
};

const readForm = async (bytes: Buffer, title: string | undefined): Promise<Imported | Refusal> => {
  try {
    return await importedFrom(bytes, title);
  } catch (error) {
    if (error instanceof UnreadableTable) return refuse('invalid-request', error.fault.detail);
    throw error;
  }
};

/** Forms of other programs, as instruments. */
export const formImportRoutes = (context: ServiceContext): Implementation[] => [
  handle(formImportsContract.routes.importForm, async (call) => {
    const { network, now, query, upload, once } = call;
    // Before the transaction, which may run again and must not wait for a file to be read.
    const bytes = await gathered(upload);
    const imported = await readForm(bytes, query.title);
    if (isRefusal(imported)) return imported;
    const { content, program, notCarried } = imported;
    const { slug, community } = query;
    const origin =
      program === 'surveyjs'
        ? { kind: program }
        : program === 'skein'
          ? { kind: 'file' as const }
          : { kind: 'form' as const, program };
    return transact(context, { network, now }, (tx) =>
      once(
        tx,
        async () => {
          const refused = await refuseOwner({ ...call, tx }, community);
          if (refused) return refused;
          const drafted = draftInstrument({ ...content, slug, community }, network, newId(), origin);
          const instrument = await takeSlug(tx, drafted);
          return isRefusal(instrument) ? instrument : { instrument, program, notCarried };
        },
        createHash('sha256').update(bytes).digest('hex'),
      ),
    );
  }),
];
