import { createHash } from 'node:crypto';
import { isRefusal, type Person, peopleContract, photosContract, type Refusal } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  countUse,
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
import type { PersonRow } from '../people/row.ts';
import { findPerson, replacePerson } from '../people/store.ts';
import { shownFields, standpointOf } from '../people/visibility.ts';
import { presentPerson, surroundingsOf } from '../profiles/present.ts';
import { redraw } from './redraw.ts';
import { findPhoto, photoFile, putPhoto, removePhoto } from './store.ts';

/** Drawing costs more than sending: enough for whoever tries some out. */
const mostInAnHour = 60;

const wholeOf = async (upload: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of upload) pieces.push(piece);
  return Buffer.concat(pieces);
};

const editable = async (
  tx: Tx,
  { id, ifMatch }: { id: string; ifMatch: number },
): Promise<PersonRow | Refusal> => {
  const row = await findPerson(tx, id);
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
  return presentPerson(after, await surroundingsOf(tx, [after]), 'hosts');
};

const shown = async (tx: Tx, row: PersonRow): Promise<Person> =>
  presentPerson(row, await surroundingsOf(tx, [row]), 'hosts');

export const photoRoutes = (context: ServiceContext): Implementation[] => [
  read(photosContract.routes.readPhoto, async ({ params, query, actor, deny, reader }) => {
    const row = await findPerson(reader, params.id);
    const from = row && standpointOf(actor, row, (await surroundingsOf(reader, [row])).memberships);
    const denied = from ? undefined : deny('people.read', { person: params.id });
    if (denied) return denied;
    // Hidden reads as not there, so that nobody learns that there is one.
    const visible = row && from && shownFields(row, from).has('photo');
    const photo = visible ? await findPhoto(reader, params.id) : null;
    if (!photo) return missing('photo of', params.id);
    const { type, digest } = photo;
    const small = query.size === 'small' ? photo.small : undefined;
    return {
      type,
      fileName: photoFile(photo),
      content: Buffer.from((small ?? photo.bytes).buffer),
      etag: small ? `${digest}-small` : digest,
    };
  }),

  // Not one transaction from the start: the body is a stream, and comes once.
  handle(photosContract.routes.setPhoto, async ({ network, params, ifMatch, upload, now, deny, once }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const limited = await countUse(context.db, 'photo', `${network} ${params.id}`, mostInAnHour, 3600);
    if (limited) return limited;
    const photo = await redraw(await wholeOf(upload));
    if (isRefusal(photo)) return photo;
    const digest = createHash('sha256').update(photo.bytes).digest('base64url');
    return transact(context, { network, now }, (tx) =>
      once(tx, async () => {
        const row = await editable(tx, { id: params.id, ifMatch });
        if (isRefusal(row)) return row;
        if (row.photo === digest) return shown(tx, row);
        await putPhoto(tx, { person: row._id, network, digest, ...photo });
        return changed(tx, row, digest);
      }),
    );
  }),

  write(photosContract.routes.removePhoto, async ({ params, ifMatch, deny, tx }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const row = await editable(tx, { id: params.id, ifMatch });
    if (isRefusal(row)) return row;
    if (!row.photo) return shown(tx, row);
    await removePhoto(tx, row._id);
    return changed(tx, row);
  }),
];
