import { CommunityRole, type Invitation, type InvitationStatus } from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { addressesOf } from '../../rights/erasure-requests/addresses.ts';

/** An invitation into a community. The address is kept only while it is open. */
export const InvitationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: z.enum(['open', 'accepted', 'declined', 'withdrawn', 'closed']),
  community: z.string(),
  role: CommunityRole,
  email: z.string().optional(),
  person: z.string().optional(),
  message: z.string().optional(),
  invitedBy: z.string(),
  invitedAt: z.date(),
  expiresAt: z.date(),
  letter: z.enum(['due', 'sent', 'failed']),
  letterDueAt: z.date(),
  letterAttempts: z.int(),
  /** The whole row is forgotten then. */
  forgetAt: z.date(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

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

export const invitationCollections: CollectionDeclaration[] = [
  {
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
        to: (row, person, stranger) =>
          row.invitedBy === person ? { ...row, invitedBy: stranger } : undefined,
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
  },
  { name: 'community_closings', people: holdsNobody('communities that were closed') },
];

export const invitations = (db: Db) => db.collection<InvitationRow>('invitations');
export const closings = (db: Db) => db.collection<ClosingRow>('community_closings');

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
