import type { Invitation, InvitationStatus } from '@skein/contracts';
import {
  declareCollection,
  holds,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { addressesFoundIn, addressesOf } from '../../core/erasure-list/addresses.ts';
import { ClosingRow, InvitationRow } from './row.ts';

const openOne = (field: 'email' | 'person') => ({
  key: { network: 1, community: 1, [field]: 1 },
  name: `open_${field}`,
  unique: true,
  partialFilterExpression: { status: 'open', [field]: { $exists: true } },
});

const invitationsCollection = declareCollection({
  name: 'invitations',
  schema: InvitationRow,
  freeText: {
    at: ['message'],
    what: 'What an invitation says',
    link: ({ community }) => `/api/v1/invitations?community=${community}`,
  },
  indexes: [
    { key: { network: 1, community: 1, _id: -1 } },
    openOne('email'),
    openOne('person'),
    { key: { network: 1, person: 1 }, partialFilterExpression: { person: { $exists: true } } },
    { key: { letterDueAt: 1 }, name: 'due', partialFilterExpression: { letter: 'due' } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<InvitationRow>({
    title: 'Invitations into communities, to you and by you',
    at: ['person', 'invitedBy'],
    foundBy: addressesFoundIn,
    find: async (reader, { network, person }) => ({
      network,
      $or: [{ person }, { invitedBy: person }, { email: { $in: await addressesOf(reader, person) } }],
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
    merge: {
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
  schema: ClosingRow,
  grows: 'gone once it is carried out',
  people: holdsNobody('communities that were closed'),
});

export const invitationCollections = [invitationsCollection, communityClosingsCollection];

const invitations = rowsIn(invitationsCollection);
const closings = rowsIn(communityClosingsCollection);
const newestFirst: Order = [['_id', -1]];

export const findInvitation = (reader: Reader, id: string): Promise<InvitationRow | null> =>
  invitations(reader).findOne({ _id: id, network: reader.network });

/** One page of the invitations, of one community or of all, the latest first. */
export const pageOfInvitations = (
  reader: Reader,
  {
    community,
    status,
  }: { readonly community?: string | undefined; readonly status?: InvitationStatus | undefined },
  now: Date,
  query: Paging,
) => {
  const { network } = reader;
  const filter = { network, ...(community && { community }), ...(status && ofStatus(status, now)) };
  return readPage(invitations(reader), filter, newestFirst, query, (row) => presentInvitation(row, now));
};

/** Some of the open invitations into a community. */
export const openInto = (reader: Reader, community: string, limit: number): Promise<InvitationRow[]> =>
  invitations(reader).find({ network: reader.network, community, status: 'open' }).limit(limit).toArray();

/** Those whose letter is to go out now, those that wait longest first. */
export const lettersDueInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<InvitationRow[]> =>
  invitations({ db })
    .find({ letter: 'due', letterDueAt: { $lte: now } })
    .sort({ letterDueAt: 1 })
    .limit(limit)
    .toArray();

/** Notes what came of a letter; not of one that was renewed meanwhile, which is due again at another time. */
export const noteLetter = async (
  reader: Reader,
  { _id, letterDueAt }: InvitationRow,
  outcome: Partial<Pick<InvitationRow, 'letter' | 'letterDueAt' | 'letterAttempts'>>,
): Promise<void> => {
  const asItWas = { _id, network: reader.network, letter: 'due' as const, letterDueAt };
  await invitations(reader).updateOne(asItWas, { $set: outcome });
};

/** Lets open invitations to one address be to another; where that is invited too, one stays. */
export const moveInvitations = async (tx: Tx, from: string, to: string): Promise<void> => {
  const { network } = tx;
  const open = { network, status: 'open' as const };
  for (const { _id, community } of await invitations(tx)
    .find({ ...open, email: from })
    .toArray()) {
    // One open invitation of an address into a community.
    const other = await invitations(tx).findOne({ ...open, community, email: to });
    if (other) await invitations(tx).deleteOne({ _id, network });
    else await invitations(tx).updateOne({ _id, network }, { $set: { email: to } });
  }
};

/** The open invitations of these members, by their ids. */
export const openOf = async (reader: Reader, people: readonly string[]): Promise<InvitationRow[]> =>
  people.length === 0
    ? []
    : invitations(reader)
        .find({ network: reader.network, status: 'open', person: { $in: [...new Set(people)] } })
        .toArray();

/** The open invitation of somebody into a community, expired or not. */
export const findOpen = (
  tx: Tx,
  { network, community, email, person }: Pick<InvitationRow, 'network' | 'community' | 'email' | 'person'>,
): Promise<InvitationRow | null> =>
  invitations(tx).findOne({
    network,
    community,
    status: 'open',
    ...(email ? { email } : { person: person ?? '' }),
  });

export const putInvitation = async (tx: Tx, row: InvitationRow): Promise<void> => {
  await invitations(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

/** Puts a community on the list of those that were closed. */
export const putClosing = async (tx: Tx, community: string): Promise<void> => {
  await closings(tx).updateOne(
    { _id: community, network: tx.network },
    { $setOnInsert: { network: tx.network } },
    { upsert: true },
  );
};

/** Communities that were closed, some of them. */
export const closingsInAllNetworks = ({ db }: Pick<Reader, 'db'>, limit: number): Promise<ClosingRow[]> =>
  closings({ db }).find({}).limit(limit).toArray();

export const removeClosing = async (tx: Tx, community: string): Promise<void> => {
  await closings(tx).deleteOne({ _id: community, network: tx.network });
};

export const statusOf = ({ status, expiresAt }: InvitationRow, now: Date): InvitationStatus =>
  status === 'open' && expiresAt <= now ? 'expired' : status;

/** The filter for a status as it is shown. */
const ofStatus = (status: InvitationStatus, now: Date) => {
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
