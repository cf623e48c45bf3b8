import type { Merging, Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import type { ResponseRow, UsedLinkRow } from '../../taking/responses/store.ts';
import type { InvitationRow } from './store.ts';

/** The links of a person: all that a response knows of them. */
export const linksOf = async (
  db: Db,
  { network, person }: { readonly network: string; readonly person: string },
  session?: ClientSession,
): Promise<string[]> => {
  const rows = await db
    .collection<InvitationRow>('invitations')
    .find({ network, person }, { projection: { _id: 1 }, ...(session && { session }) })
    .toArray();
  return rows.map(({ _id }) => _id);
};

/**
 * Ends an invitation with what was answered by its link. The link counts as used from then on: so an answer that is on
 * its way meets this transaction, or is refused after it.
 */
export const eraseInvitation = async (tx: Tx, { _id, network, survey }: InvitationRow): Promise<void> => {
  const { db, session } = tx;
  await db.collection<ResponseRow>('responses').deleteMany({ network, link: _id }, { session });
  await db
    .collection<UsedLinkRow>('used_links')
    .updateOne({ _id }, { $setOnInsert: { network, survey } }, { session, upsert: true });
  await db.collection<InvitationRow>('invitations').deleteOne({ _id, network }, { session });
};

/**
 * Moves an invitation to the person who is kept. Where both were asked in one survey, the one that was answered with
 * stays; where both answered, the kept one's, and the other's words go, since nothing would lead to them any more.
 */
export const joinInvitations = async (tx: Tx, row: InvitationRow, { kept }: Merging): Promise<void> => {
  const { network, survey } = row;
  const { db, session } = tx;
  const invitations = db.collection<InvitationRow>('invitations');
  const used = async (link: string) =>
    (await db.collection<UsedLinkRow>('used_links').findOne({ _id: link, network }, { session })) !== null;
  const other = await invitations.findOne({ network, survey, person: kept }, { session });
  const keepsOther = other !== null && ((await used(other._id)) || !(await used(row._id)));
  // Whoever wanted no more letters by either wants none.
  const silent = row.silent || other?.silent ? { silent: true as const } : {};
  if (keepsOther) {
    await invitations.updateOne(
      { _id: other._id, network },
      { $set: { person: kept, ...silent } },
      { session },
    );
    return eraseInvitation(tx, row);
  }
  if (other) await eraseInvitation(tx, other);
  await invitations.updateOne({ _id: row._id, network }, { $set: { person: kept, ...silent } }, { session });
};
