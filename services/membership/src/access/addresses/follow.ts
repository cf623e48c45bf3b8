import type { Tx } from '@skein/service-kit';

interface Move {
  readonly network: string;
  readonly from: string;
  readonly to: string;
}

interface Addressed {
  readonly _id: string;
  readonly email?: string;
  readonly community?: string;
  readonly person?: string;
}

const moveInvitations = async (tx: Tx, { network, from, to }: Move): Promise<void> => {
  const invitations = tx.db.collection<Addressed>('invitations');
  const { session } = tx;
  const open = { network, status: 'open' };
  for (const { _id, community } of await invitations.find({ ...open, email: from }, { session }).toArray()) {
    // One open invitation of an address into a community.
    const other = await invitations.findOne({ ...open, community: community ?? '', email: to }, { session });
    if (other) await invitations.deleteOne({ _id, network }, { session });
    else await invitations.updateOne({ _id, network }, { $set: { email: to } }, { session });
  }
};

const moveProspects = async (tx: Tx, { network, from, to }: Move, person: string): Promise<void> => {
  const prospects = tx.db.collection<Addressed>('prospects');
  const { session } = tx;
  const other = await prospects.findOne({ network, email: to }, { session });
  const byAddress = { network, email: from };
  // One address is in one conversation: the other one knows them by their id.
  if (other) await prospects.updateOne(byAddress, { $unset: { email: 1 }, $set: { person } }, { session });
  else await prospects.updateOne(byAddress, { $set: { email: to } }, { session });
};

/**
 * What knew somebody by their address alone knows them by the new one: else nobody would find it, for them to see or to
 * have erased.
 */
export const followAddress = async (tx: Tx, move: Move, person: string): Promise<void> => {
  const { network, from, to } = move;
  const { db, session } = tx;
  const byAddress = { network, email: from };
  await db.collection('join_requests').updateMany(byAddress, { $set: { email: to } }, { session });
  await db.collection('import_rows').updateMany(byAddress, { $set: { email: to } }, { session });
  const others = { $setDifference: ['$invite', [{ $literal: from }]] };
  const invite = { $setUnion: [others, [{ $literal: to }]] };
  await db
    .collection('community_proposals')
    .updateMany({ network, invite: from }, [{ $set: { invite } }], { session });
  await moveInvitations(tx, move);
  await moveProspects(tx, move, person);
};
