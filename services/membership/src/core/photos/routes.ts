import { createHash } from 'node:crypto';
import { isRefusal, type Person, peopleContract, photosContract, type Refusal } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  handle,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  transact,
  write,
} from '@skein/service-kit';
import { shownFields, standpointOf } from '../directory/visibility.ts';
import { presentPerson, surroundingsOf } from '../people/present.ts';
import { findPerson, type PersonRow, replacePerson } from '../people/store.ts';
import { takePhoto } from './decide.ts';
import { findPhoto, putPhoto, removePhoto } from './store.ts';

const wholeOf = async (upload: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of upload) pieces.push(piece);
  return Buffer.concat(pieces);
};

const editable = async (
  tx: Tx,
  { network, id, ifMatch }: { network: string; id: string; ifMatch: number },
): Promise<PersonRow | Refusal> => {
  const row = await findPerson(tx.db, network, id, tx.session);
  if (!row) return missing('member', id);
  return staleUnless(ifMatch, row.version) ?? row;
};

/** Writes which photo a person has, with the event of it. */
const changed = async (tx: Tx, { photo: _, ...row }: PersonRow, digest?: string): Promise<Person> => {
  const { _id: subject, network } = row;
  const after = { ...row, version: row.version + 1, ...(digest && { photo: digest }) };
  await replacePerson(tx, after);
  const data = { person: subject, fields: ['photo'] };
  tx.record(peopleContract.events.personChanged, { network, subject, version: after.version, data });
  await markDirectory(tx, subject);
  return presentPerson(after, await surroundingsOf(tx.db, network, [after], tx.session), 'hosts');
};

const shown = async (tx: Tx, row: PersonRow): Promise<Person> =>
  presentPerson(row, await surroundingsOf(tx.db, row.network, [row], tx.session), 'hosts');

export const photoRoutes = (context: ServiceContext): Implementation[] => {
  const { db } = context;
  return [
    read(photosContract.routes.readPhoto, async ({ network, params, actor, deny }) => {
      const row = await findPerson(db, network, params.id);
      const from = row && standpointOf(actor, row, (await surroundingsOf(db, network, [row])).memberships);
      const denied = from ? undefined : deny('people.read', { person: params.id });
      if (denied) return denied;
      // Hidden reads as not there, so that nobody learns that there is one.
      const visible = row && from && shownFields(row, from).has('photo');
      const photo = visible ? await findPhoto(db, network, params.id) : null;
      if (!photo) return missing('photo of', params.id);
      const { type, digest, bytes } = photo;
      return {
        type,
        fileName: `photo.${type.slice('image/'.length)}`,
        content: Buffer.from(bytes.buffer),
        etag: digest,
      };
    }),

    // Not one transaction from the start: the body is a stream, and comes once.
    handle(photosContract.routes.setPhoto, async ({ network, params, ifMatch, upload, now, deny, once }) => {
      const denied = deny('people.edit', { person: params.id });
      if (denied) return denied;
      const photo = takePhoto(await wholeOf(upload));
      if (isRefusal(photo)) return photo;
      const digest = createHash('sha256').update(photo.bytes).digest('base64url');
      return transact(context, { network, now }, (tx) =>
        once(tx, async () => {
          const row = await editable(tx, { network, id: params.id, ifMatch });
          if (isRefusal(row)) return row;
          if (row.photo === digest) return shown(tx, row);
          await putPhoto(tx, { person: row._id, network, digest, ...photo });
          return changed(tx, row, digest);
        }),
      );
    }),

    write(photosContract.routes.removePhoto, async ({ network, params, ifMatch, deny, tx }) => {
      const denied = deny('people.edit', { person: params.id });
      if (denied) return denied;
      const row = await editable(tx, { network, id: params.id, ifMatch });
      if (isRefusal(row)) return row;
      if (!row.photo) return shown(tx, row);
      await removePhoto(tx, network, row._id);
      return changed(tx, row);
    }),
  ];
};
