import { type Publication, PublicationAudience, type QuestionResult } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import type { InvitationRow } from '../../asking/invitations/store.ts';
import type { UsedLinkRow } from '../../taking/responses/store.ts';
import { texts } from '../texts/store.ts';

export const PublicationRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  survey: z.string(),
  /** Whose survey it is of. */
  community: z.string().optional(),
  title: z.string(),
  introduction: z.string(),
  audience: PublicationAudience,
  publishedAt: z.date(),
  withdrawnAt: z.date().optional(),
  invited: z.int(),
  responses: z.int(),
  questions: z.array(z.custom<QuestionResult>()),
});
export type PublicationRow = z.infer<typeof PublicationRow>;

export const publicationCollections: CollectionDeclaration[] = [
  {
    name: 'publications',
    schema: PublicationRow,
    indexes: [{ key: { network: 1, survey: 1, _id: -1 } }, { key: { network: 1, publishedAt: 1 } }],
    people: holdsNobody(
      'results as they were published: counts, and texts cleared of what tells who wrote them',
    ),
  },
];

export const publications = (db: Db) => db.collection<PublicationRow>('publications');

export const findPublication = (
  db: Db,
  network: string,
  _id: string,
  session?: ClientSession,
): Promise<PublicationRow | null> => publications(db).findOne({ _id, network }, session ? { session } : {});

export const putPublication = async (tx: Tx, row: PublicationRow): Promise<void> => {
  await publications(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

const mostTexts = 500;

/** The texts of a question that were cleared for publishing. */
export const clearedTexts = async (
  { db, session }: Tx,
  network: string,
  survey: string,
  question: string,
): Promise<string[]> => {
  const rows = await texts(db)
    .find({ network, survey, question, cleared: true }, { session })
    .sort({ _id: 1 })
    .limit(mostTexts)
    .toArray();
  return rows.map(({ text }) => text);
};

/** Whether this person has answered the survey by their link. */
export const hasAnswered = async (
  db: Db,
  network: string,
  survey: string,
  person: string,
): Promise<boolean> => {
  const invitation = await db.collection<InvitationRow>('invitations').findOne({ network, survey, person });
  if (!invitation) return false;
  const used = await db.collection<UsedLinkRow>('used_links').findOne({ _id: invitation._id, network });
  return used !== null;
};

export const presentPublication = (row: PublicationRow): Publication => {
  const { _id: id, network: _, publishedAt, withdrawnAt, ...facts } = row;
  return {
    id,
    ...facts,
    publishedAt: publishedAt.toISOString(),
    ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
  };
};
