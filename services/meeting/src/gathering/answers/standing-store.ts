import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { StandingAnswerRow } from './row.ts';

export const standingAnswersCollection = declareCollection({
  name: 'standing_answers',
  schema: StandingAnswerRow,
  grows: 'one small row for each person and series that they answered as a whole',
  indexes: [{ key: { network: 1, series: 1, _id: 1 } }, { key: { network: 1, person: 1 } }],
  people: holds<StandingAnswerRow>({
    title: 'What you said to all dates of a series',
    at: ['person'],
    show: ({ series, answer, at }) => ({ series, answer, at }),
    erase: { does: 'remove' },
    merge: {
      does: 'rename',
      idFor: ({ person, series }) => `${person}.${series}`,
      beside: ({ _id }) => ({ _id }),
    },
  }),
});

const standing = rowsIn(standingAnswersCollection);

export const putStanding = async (tx: Tx, row: Omit<StandingAnswerRow, '_id' | 'network'>): Promise<void> => {
  const _id = `${row.person}.${row.series}`;
  const { network } = tx;
  const whole: StandingAnswerRow = { _id, network, ...row };
  await standing(tx).replaceOne({ _id, network }, whole, { upsert: true });
};

/** The next of those who answered a series as a whole. */
export const standingIn = (
  reader: Reader,
  series: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StandingAnswerRow[]> =>
  standing(reader)
    .find({ network: reader.network, series, _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** Somebody’s answers stand no longer: to the series of a community, or to all. */
export const endStanding = async (tx: Tx, person: string, community?: string): Promise<void> => {
  await standing(tx).deleteMany({ network: tx.network, person, ...(community && { community }) });
};
