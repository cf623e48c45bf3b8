import type { Invitation, InvitationStatus } from '@skein/contracts';
import { declareCollection, holds, holdsNobody, rowsIn, type Tx } from '@skein/service-kit';
import { addressesOf } from '../../core/erasure-list/addresses.ts';
import { InvitationRow } from './row.ts';

/** A community that was closed, whose open invitations and requests to join are to be closed too. */
export interface ClosingRow {
  readonly _id: string;
  readonly network: string;
}

const openOne = (field: 'email' | 'person') => ({
  key: { network: 1, community: 1, [field]: 1 },
  name: `open_${field}`,
  unique: true,
  partialFilterExpression: { status: 'open', [field]: { $exists: true } },
});

const invitationsCollection = declareCollection({
  name: 'invitations',
  schema: InvitationRow,
  indexes: [
    { key: { network: 1, community: 1, _id: -1 } },
    openOne('email'),
    openOne('person'),
    { key: { letterDueAt: 1 }, name: 'due', partialFilterExpression: { letter: 'due' } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<InvitationRow>({
    title: 'Invitations into communities, to you and by you',
    at: ['person', 'invitedBy'],
    find: async (db, whose, session) => ({
      network: whose.network,
      $or: [
        { person: whose.person },
        { invitedBy: whose.person },
        { email: { $in: await addressesOf(db, whose, session) } },
      ],
    }),
    show: ({ status, community, role, message, invitedAt, expiresAt, email, invitedBy }, whose) => ({
      ...{ status, community, role, message, invitedAt, expiresAt },
      // Whom they invited is somebody else's matter.
      ...(invitedBy === whose ? { invitedBy: 'you' } : { email }),
    }),
    erase: {
      does: 'change',
      why: 'An invitation of somebody else stands; that you made it is gone.',
      to: (row, person, stranger) => (row.invitedBy === person ? { ...row, invitedBy: stranger } : undefined),
    },
    join: {
      does: 'rename',
      // One open invitation of a person into a community.
      beside: ({ network, community, person, status }) =>
        status === 'open' && person
          ? { network, community, person, status: 'open' }
          : { _id: { $exists: false } },
      resolve: (kept) => kept,
    },
    versioned: true,
  }),
});

const communityClosingsCollection = declareCollection({
  name: 'community_closings',
  people: holdsNobody('communities that were closed'),
});

export const invitationCollections = [invitationsCollection, communityClosingsCollection];

export const invitations = rowsIn(invitationsCollection);
export const closings = rowsIn(communityClosingsCollection);

export const findInvitation = (tx: Tx, network: string, id: string): Promise<InvitationRow | null> =>
  invitations(tx.db).findOne({ _id: id, network }, { session: tx.session });

/** The open invitation of somebody into a community, expired or not. */
export const findOpen = (
  tx: Tx,
  { network, community, email, person }: Pick<InvitationRow, 'network' | 'community' | 'email' | 'person'>,
): Promise<InvitationRow | null> =>
  invitations(tx.db).findOne(
    { network, community, status: 'open', ...(email ? { email } : { person: person ?? '' }) },
    { session: tx.session },
  );

export const putInvitation = async (tx: Tx, row: InvitationRow): Promise<void> => {
  await invitations(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

/** Puts a community on the list of those that were closed. */
export const putClosing = async (tx: Tx, network: string, community: string): Promise<void> => {
  await closings(tx.db).updateOne(
    { _id: community, network },
    { $setOnInsert: { network } },
    { session: tx.session, upsert: true },
  );
};

export const statusOf = ({ status, expiresAt }: InvitationRow, now: Date): InvitationStatus =>
  status === 'open' && expiresAt <= now ? 'expired' : status;

/** The filter for a status as it is shown. */
export const ofStatus = (status: InvitationStatus, now: Date) => {
  if (status === 'expired') return { status: 'open' as const, expiresAt: { $lte: now } };
  return status === 'open' ? { status, expiresAt: { $gt: now } } : { status };
};

export const presentInvitation = (row: InvitationRow, now: Date): Invitation => {
  const { _id, network: _, letterDueAt: __, letterAttempts: ___, forgetAt: ____, ...facts } = row;
  return {
    id: _id,
    ...facts,
    status: statusOf(row, now),
    invitedAt: row.invitedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
};
