import { type LearningCase, LearningCaseStatus } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

/** A learning case on its way from a meeting to the feedback at a later one. */
export const LearningCaseRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  meeting: z.string(),
  title: z.string(),
  situation: z.string(),
  /** Absent once the one who brought it was erased, with what they told. */
  broughtBy: z.string().optional(),
  observations: z.array(z.string()),
  insights: z.array(z.string()),
  feedback: z.object({ meeting: z.string(), tried: z.string() }).optional(),
  status: LearningCaseStatus,
});
export type LearningCaseRow = z.infer<typeof LearningCaseRow>;

export const learningCaseCollections: CollectionDeclaration[] = [
  {
    name: 'learning_cases',
    schema: LearningCaseRow,
    indexes: [
      { key: { network: 1, community: 1, _id: -1 } },
      { key: { network: 1, community: 1, status: 1, _id: -1 } },
      { key: { network: 1, broughtBy: 1 } },
    ],
    people: holds<LearningCaseRow>({
      title: 'Learning cases you brought',
      at: ['broughtBy'],
      show: ({ title, situation, feedback, status }) => ({
        title,
        situation,
        tried: feedback?.tried,
        status,
      }),
      erase: {
        does: 'change',
        why: 'What you told is gone. What the others observed and learned from it is theirs, and stays.',
        to: ({ broughtBy: _, feedback, ...row }) => ({
          ...row,
          title: 'A learning case',
          situation: '',
          ...(feedback && { feedback: { ...feedback, tried: '' } }),
        }),
      },
      join: { does: 'rename' },
      versioned: true,
    }),
  },
];

export const learningCases = (db: Db) => db.collection<LearningCaseRow>('learning_cases');

export const findLearningCase = (tx: Tx, network: string, id: string): Promise<LearningCaseRow | null> =>
  learningCases(tx.db).findOne({ _id: id, network }, { session: tx.session });

export const putLearningCase = async (tx: Tx, row: LearningCaseRow): Promise<void> => {
  await learningCases(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

export const presentLearningCase = ({ _id, network: _, ...facts }: LearningCaseRow): LearningCase => ({
  id: _id,
  ...facts,
});
