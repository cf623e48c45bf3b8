import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { InvitationRow } from '../../asking/invitations/store.ts';

/** What an open survey keeps secret; deleted with its closing. */
export const SurveyKeysRow = z.object({
  /** The survey's id. */
  _id: z.string(),
  network: z.string(),
  /** Proves receipts; 32 bytes in base64url. */
  receiptKey: z.string(),
  /** Signs ballots, in an anonymous survey: PKCS#8 in base64url. */
  ballotKey: z.string().optional(),
});
export type SurveyKeysRow = z.infer<typeof SurveyKeysRow>;

export const surveyKeysCollection: CollectionDeclaration = {
  name: 'survey_keys',
  schema: SurveyKeysRow,
  people: holdsNobody('keys of surveys'),
};

const keys = (db: Db) => db.collection<SurveyKeysRow>('survey_keys');

export const insertKeys = async (tx: Tx, row: SurveyKeysRow): Promise<void> => {
  await keys(tx.db).insertOne(row, { session: tx.session });
};

export const deleteKeys = async (tx: Tx, network: string, survey: string): Promise<void> => {
  await keys(tx.db).deleteOne({ _id: survey, network }, { session: tx.session });
};

export const findKeys = (db: Db, network: string, survey: string): Promise<SurveyKeysRow | null> =>
  keys(db).findOne({ _id: survey, network });

/** An invitation that asks for its ballot, by the hash of the blinded one. */
export interface Claim {
  readonly network: string;
  readonly survey: string;
  readonly invitation: string;
  readonly ballot: string;
}

/**
 * Marks invitations as having had their ballot, each once and for good, and tells what each is marked with now; nothing
 * for one that is not there. One round trip, however many, where none was marked before; else two.
 */
export const claimBallots = async (
  db: Db,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, string | undefined>> => {
  const invitations = db.collection<InvitationRow>('invitations');
  const { modifiedCount } = await invitations.bulkWrite(
    claims.map(({ network, survey, invitation, ballot }) => ({
      updateOne: {
        filter: { _id: invitation, network, survey, ballot: { $exists: false } },
        update: { $set: { ballot } },
      },
    })),
    { ordered: false },
  );
  if (modifiedCount === claims.length)
    return new Map(claims.map(({ invitation, ballot }) => [invitation, ballot]));
  const rows = await invitations
    .find(
      {
        _id: { $in: claims.map(({ invitation }) => invitation) },
        network: { $in: [...new Set(claims.map(({ network }) => network))] },
      },
      { projection: { ballot: 1 } },
    )
    .toArray();
  return new Map(rows.map(({ _id, ballot }) => [_id, ballot]));
};
