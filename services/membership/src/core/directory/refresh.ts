import { type ServiceContext, transact } from '@skein/service-kit';
import { membershipsOf } from '../communities/memberships.ts';
import { lastLines } from '../consent/store.ts';
import { indexed, type PersonRow } from '../people/store.ts';

const batch = 200;

type Found = Pick<PersonRow, '_id' | 'network'>;

const refreshSome = async (
  context: ServiceContext,
  network: string,
  ids: readonly string[],
): Promise<void> => {
  await transact(context, { network, now: context.now() }, async (tx) => {
    const { db, session } = tx;
    const people = db.collection<PersonRow>('people');
    // Only those that are still without: another process may be at it too.
    const rows = await people
      .find({ _id: { $in: [...ids] }, network, key: { $exists: false } }, { session })
      .toArray();
    if (rows.length === 0) return;
    const named = rows.map(({ _id }) => _id);
    const listed = await lastLines(db, network, 'directory-listing', named, session);
    const memberships = await membershipsOf(db, network, named, session);
    const written = (await indexed(tx, rows)).map((row) => {
      const places = memberships.filter(({ person }) => person === row._id).map(({ community }) => community);
      const given = listed.some((line) => line.person === row._id && line.given);
      const { _id, key, tokens, organisation, organisationId } = row;
      const $set = { key, tokens, organisation, organisationId, places, listed: given };
      return { updateOne: { filter: { _id, network }, update: { $set } } };
    });
    await people.bulkWrite(written as never, { session, ordered: false });
  });
};

/**
 * Lets the directory find people whose rows were written before it could: in batches, each whole in itself, so that a
 * stop in the middle loses nothing. Where all is done it is one look.
 */
export const refreshDirectory = async (context: ServiceContext): Promise<void> => {
  const old = context.db
    .collection<PersonRow>('people')
    .find({ key: { $exists: false } })
    .project<Found>({ network: 1 });
  let waiting: Found[] = [];
  const write = async (): Promise<void> => {
    for (const [network, rows] of Map.groupBy(waiting, (row) => row.network)) {
      await refreshSome(
        context,
        network,
        rows.map(({ _id }) => _id),
      );
    }
    waiting = [];
  };
  for await (const row of old) {
    waiting.push(row);
    if (waiting.length === batch) await write();
  }
  await write();
};
