import { Assessment } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

export const AssessmentRow = Assessment.omit({ id: true }).extend({
  _id: z.string(),
  network: z.string(),
  // Its keys have dots, which MongoDB's validators take for paths in patterns.
  agreed: z.record(z.string(), z.int()),
  target: z.record(z.string(), z.int()),
});
export type AssessmentRow = z.infer<typeof AssessmentRow>;

export const assessmentCollections: CollectionDeclaration[] = [
  {
    name: 'assessments',
    schema: AssessmentRow,
    indexes: [{ key: { network: 1, community: 1, date: -1, _id: -1 } }],
    people: holdsNobody('levels that a group agreed on'),
  },
];

export const assessments = (db: Db) => db.collection<AssessmentRow>('assessments');

export const findAssessment = (
  db: Db,
  network: string,
  _id: string,
  session?: ClientSession,
): Promise<AssessmentRow | null> => assessments(db).findOne({ _id, network }, session ? { session } : {});

export const putAssessment = async (tx: Tx, row: AssessmentRow): Promise<void> => {
  await assessments(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

const mostInHistory = 12;

/** This assessment and the ones before it of the same group and instrument, oldest first. */
export const historyUpTo = async (
  db: Db,
  { _id, network, community, instrument, date }: AssessmentRow,
): Promise<AssessmentRow[]> => {
  const rows = await assessments(db)
    .find({ network, community, instrument, $or: [{ date: { $lt: date } }, { date, _id: { $lte: _id } }] })
    .sort({ date: -1, _id: -1 })
    .limit(mostInHistory)
    .toArray();
  return rows.toReversed();
};

export const presentAssessment = ({ _id, network: _, ...facts }: AssessmentRow): Assessment => ({
  id: _id,
  ...facts,
});
