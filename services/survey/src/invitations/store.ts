import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
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

/** In which community each of these links' people were asked, where in one. */
export const communitiesAsked = async (
  { db, session }: Tx,
  network: string,
  links: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await invitations(db)
    .find({ network, _id: { $in: [...links] } }, { session, projection: { community: 1 } })
    .toArray();
  return new Map(rows.flatMap(({ _id, community }) => (community ? [[_id, community] as const] : [])));
};

/** Everyone invited to a survey, in the order in which they were asked. */
export const peopleInvited = async (db: Db, network: string, survey: string): Promise<string[]> => {
  const rows = await invitations(db)
    .find({ network, survey }, { projection: { person: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ person }) => person);
};
