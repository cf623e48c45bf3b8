import type { Reminder } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, newId, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import type { SurveyRow } from '../surveys/store.ts';

/** One round of letters about a survey: a reminder, or the invitations of a large audience; and how far it has come. */
export const RoundRow = z.object({
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  /** Of its own events. */
  version: z.int(),
  kind: z.enum(['invitation', 'reminder']),
  at: z.date(),
  /** With the survey; else by hand. */
  planned: z.boolean(),
  status: z.enum(['planned', 'sending', 'sent', 'dropped']),
  /** The last person that it has come to. */
  cursor: z.string().optional(),
  /** To how many it went, as far as that is told. */
  recipients: z.int().optional(),
  exact: z.boolean().optional(),
});
export type RoundRow = z.infer<typeof RoundRow>;

export const roundCollection: CollectionDeclaration = {
  name: 'letter_rounds',
  schema: RoundRow,
  indexes: [{ key: { status: 1, at: 1 } }, { key: { network: 1, survey: 1, at: 1 } }],
  people: holdsNobody(
    'when letters went out; the id of the last one that a round has come to, gone at its end',
  ),
};

const rounds = (db: Db) => db.collection<RoundRow>('letter_rounds');

export const insertRound = async (
  tx: Tx,
  { _id: survey, network }: Pick<SurveyRow, '_id' | 'network'>,
  round: Pick<RoundRow, 'kind' | 'at' | 'planned'>,
): Promise<RoundRow> => {
  const row: RoundRow = { _id: newId(), network, survey, version: 0, ...round, status: 'planned' };
  await rounds(tx.db).insertOne(row, { session: tx.session });
  return row;
};

export const findRound = (
  db: Db,
  network: string,
  _id: string,
  session?: ClientSession,
): Promise<RoundRow | null> => rounds(db).findOne({ _id, network }, session ? { session } : {});

export const putRound = async (tx: Tx, row: RoundRow): Promise<void> => {
  await rounds(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

export const deleteRound = async (tx: Tx, { _id, network }: RoundRow): Promise<void> => {
  await rounds(tx.db).deleteOne({ _id, network }, { session: tx.session });
};

/** The reminders of a survey, in the order of their times. */
export const remindersOf = (
  db: Db,
  network: string,
  survey: string,
  session?: ClientSession,
): Promise<RoundRow[]> =>
  rounds(db)
    .find({ network, survey, kind: 'reminder' }, session ? { session } : {})
    .sort({ at: 1, _id: 1 })
    .toArray();

/** Rounds that are under way or due. */
export const dueRounds = (db: Db, now: Date, limit: number): Promise<RoundRow[]> =>
  rounds(db)
    .find({ status: { $in: ['planned', 'sending'] }, at: { $lte: now } })
    .sort({ at: 1 })
    .limit(limit)
    .toArray();

export const presentReminder = ({ _id, at, planned, status, recipients, exact }: RoundRow): Reminder => ({
  id: _id,
  at: at.toISOString(),
  planned,
  status,
  ...(recipients !== undefined && { recipients, exact }),
});
