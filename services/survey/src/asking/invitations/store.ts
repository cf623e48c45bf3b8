import { CommunityRole } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { eraseInvitation, joinInvitations } from './join.ts';

/** One person asked in one survey. `_id` is the link's id: all that a token, and so a response, knows of the person. */
export const InvitationRow = z.object({
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  person: z.string(),
  /** In which community they are asked, where they are in one. */
  community: z.string().optional(),
  /** Their role there. */
  role: CommunityRole.optional(),
  /** They are no member, and `person` is who they are in this survey alone. */
  stranger: z.literal(true).optional(),
  /** They want no more letters about it. */
  silent: z.literal(true).optional(),
  /**
   * In an anonymous survey: the hash of the blinded ballot that was signed for it. It joins nothing: blinded, a ballot
   * is any number whatever with the same chance, be it whose it may.
   */
  ballot: z.string().optional(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

export const invitationCollections: CollectionDeclaration[] = [
  {
    name: 'invitations',
    schema: InvitationRow,
    indexes: [
      { key: { network: 1, survey: 1, person: 1 }, unique: true },
      { key: { network: 1, person: 1 } },
    ],
    people: holds<InvitationRow>({
      title: 'Surveys you were asked to answer',
      at: ['person'],
      show: ({ survey }) => ({ survey }),
      erase: { does: 'itself', erase: eraseInvitation },
      join: { does: 'itself', join: joinInvitations },
    }),
  },
];

const invitations = (db: Db) => db.collection<InvitationRow>('invitations');

export const insertInvitations = async (tx: Tx, rows: readonly InvitationRow[]): Promise<void> => {
  if (rows.length) await invitations(tx.db).insertMany([...rows], { session: tx.session });
};

/** The invitations of these people in a survey, in the order in which they were asked. */
export const invitationsFor = (
  db: Db,
  network: string,
  survey: string,
  people: readonly string[],
): Promise<InvitationRow[]> =>
  invitations(db)
    .find({ network, survey, person: { $in: [...people] } })
    .sort({ _id: 1 })
    .toArray();

/** In which community, and as what, each of these links' people were asked, where in one. */
export const groupsAsked = async (
  { db, session }: Tx,
  network: string,
  links: readonly string[],
): Promise<Map<string, Pick<InvitationRow, 'community' | 'role'>>> => {
  const rows = await invitations(db)
    .find({ network, _id: { $in: [...links] } }, { session, projection: { community: 1, role: 1 } })
    .toArray();
  return new Map(rows.flatMap(({ _id, ...group }) => (group.community ? [[_id, group] as const] : [])));
};

/** Which of these people are invited to a survey already. */
export const invitedAmong = async (
  { db, session }: Tx,
  network: string,
  survey: string,
  people: readonly string[],
): Promise<Set<string>> => {
  const rows = await invitations(db)
    .find({ network, survey, person: { $in: [...people] } }, { session, projection: { person: 1 } })
    .toArray();
  return new Set(rows.map(({ person }) => person));
};

/** The next who are invited to a survey, in the order of their ids. */
export const invitationsAfter = (
  db: Db,
  network: string,
  survey: string,
  { cursor = '', limit }: { readonly cursor?: string | undefined; readonly limit: number },
  session?: ClientSession,
): Promise<InvitationRow[]> =>
  invitations(db)
    .find({ network, survey, person: { $gt: cursor } }, session ? { session } : {})
    .sort({ person: 1 })
    .limit(limit)
    .toArray();

/** Everyone invited to a survey, in the order in which they were asked. */
export const peopleInvited = async (db: Db, network: string, survey: string): Promise<string[]> => {
  const rows = await invitations(db)
    .find({ network, survey }, { projection: { person: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ person }) => person);
};

export const findInvitation = (
  { db, session }: Tx,
  network: string,
  id: string,
): Promise<InvitationRow | null> => invitations(db).findOne({ _id: id, network }, { session });

/** Notes that somebody wants no more letters about a survey. */
export const silenceInvitation = async (tx: Tx, { _id, network }: InvitationRow): Promise<void> => {
  await invitations(tx.db).updateOne({ _id, network }, { $set: { silent: true } }, { session: tx.session });
};
