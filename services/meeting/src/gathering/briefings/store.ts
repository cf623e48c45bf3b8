import { declareCollection, holds, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { BriefingAnswerRow, BriefingRow } from './row.ts';

export const briefingsCollection = declareCollection({
  name: 'briefings',
  schema: BriefingRow,
  grows: 'one for each meeting that is prepared with questions',
  freeText: {
    at: ['questions.text'],
    what: 'Questions to prepare a meeting with',
    link: ({ _id }) => `/meetings/${_id}`,
  },
  indexes: [],
  people: holdsNobody('what hosts ask before meetings'),
});

export const briefingAnswersCollection = declareCollection({
  name: 'briefing_answers',
  schema: BriefingAnswerRow,
  grows: 'one for each person who answered before a meeting',
  freeText: {
    at: ['answers.text'],
    what: 'What somebody answered before a meeting',
    link: ({ meeting }) => `/meetings/${meeting}`,
  },
  indexes: [{ key: { network: 1, meeting: 1, at: 1 } }, { key: { network: 1, person: 1 } }],
  people: holds<BriefingAnswerRow>({
    title: 'What you answered before meetings',
    at: ['person'],
    show: ({ meeting, at, answers }) => ({ meeting, at, answers: answers.map(({ text }) => text) }),
    erase: { does: 'remove' },
    merge: {
      does: 'rename',
      idFor: ({ meeting, person }) => `${meeting}.${person}`,
      beside: ({ _id }) => ({ _id }),
    },
  }),
});

const briefings = rowsIn(briefingsCollection);
const answers = rowsIn(briefingAnswersCollection);

export const findBriefing = ({ network, ...reader }: Reader, meeting: string): Promise<BriefingRow | null> =>
  briefings(reader).findOne({ _id: meeting, network });

export const putBriefing = async (tx: Tx, row: BriefingRow): Promise<void> => {
  await briefings(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

/** What all answered before a meeting, the first ones first; or one of them. */
export const briefingAnswers = (
  { network, ...reader }: Reader,
  meeting: string,
  person?: string,
): Promise<BriefingAnswerRow[]> =>
  answers(reader)
    .find({ network, meeting, ...(person !== undefined && { person }) })
    .sort({ at: 1 })
    .limit(2_000)
    .toArray();

export const putBriefingAnswer = async (tx: Tx, row: BriefingAnswerRow): Promise<void> => {
  await answers(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
