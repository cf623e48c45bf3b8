import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { OutsideAnswerRow } from './row.ts';

/** As many from outside as one meeting holds answers of. */
export const mostFromOutside = 200;

export const outsideAnswersCollection = declareCollection({
  name: 'outside_answers',
  schema: OutsideAnswerRow,
  grows: 'a few for each meeting whose invitation was passed on',
  indexes: [
    { key: { network: 1, meeting: 1, email: 1 }, unique: true },
    { key: { network: 1, through: 1 } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<OutsideAnswerRow>({
    title: 'Answers of people to whom you passed an invitation on',
    at: ['through'],
    // Who they are is their own matter.
    show: ({ meeting, answer, at }) => ({ meeting, answer, at }),
    erase: takeOut(
      'Their answer stays until a month after the meeting; that it came through you is gone.',
      'through',
    ),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const answers = rowsIn(outsideAnswersCollection);

export const outsideAnswersTo = (reader: Reader, meeting: string): Promise<OutsideAnswerRow[]> =>
  answers(reader)
    .find({ network: reader.network, meeting })
    .sort({ _id: 1 })
    .limit(mostFromOutside)
    .toArray();

export const findOutsideAnswer = (
  reader: Reader,
  meeting: string,
  id: string,
): Promise<OutsideAnswerRow | null> => answers(reader).findOne({ _id: id, network: reader.network, meeting });

export const answerFrom = (
  reader: Reader,
  meeting: string,
  email: string,
): Promise<OutsideAnswerRow | null> => answers(reader).findOne({ network: reader.network, meeting, email });

export const putOutsideAnswer = async (tx: Tx, row: OutsideAnswerRow): Promise<void> => {
  await answers(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
