import { createHash } from 'node:crypto';
import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  showsNothing,
  type Tx,
} from '@skein/service-kit';
import { writtenBy } from '../../taking/responses/store.ts';
import { TextRow } from './row.ts';

/** One way only, and other for each question, so that two texts of one author are not seen to be that. */
export const textIdOf = (rowId: string, question: string): string =>
  createHash('sha256').update(`${rowId} ${question}`).digest('base64url').slice(0, 27);

/** The texts read out of a person's named responses; of others nothing leads here. */
const textsBy = async (reader: Reader, person: string): Promise<string[]> =>
  (await writtenBy(reader, person)).flatMap(({ _id, survey, written }) =>
    written.map((question) => `${survey}.${textIdOf(_id, question)}`),
  );

export const textsCollection = declareCollection({
  name: 'open_texts',
  schema: TextRow,
  grows: 'one for each text of a survey that somebody reads',
  freeText: {
    at: ['text'],
    what: 'An answer in a survey',
    link: ({ survey }) => `/results#id=${survey}`,
  },
  indexes: [
    { key: { network: 1, survey: 1, question: 1, _id: 1 } },
    { key: { network: 1, survey: 1, question: 1, themes: 1, _id: 1 } },
  ],
  people: holds<TextRow>({
    title: 'Your texts in named surveys, as they are read and sorted',
    at: ['clearedBy'],
    foundBy: ['responses', 'invitations'],
    find: async (reader, { network, person }) => ({
      network,
      $or: [{ clearedBy: person }, { _id: { $in: await textsBy(reader, person) } }],
    }),
    // The text itself is shown with the answers.
    show: showsNothing,
    erase: {
      does: 'change',
      why: 'Somebody else’s text that you cleared for publication stays; that it was you is gone.',
      to: (row, person, stranger) => (row.clearedBy === person ? { ...row, clearedBy: stranger } : undefined),
    },
    merge: { does: 'stay' },
  }),
});

const texts = rowsIn(textsCollection);

/** A question of a survey. */
export type Of = Pick<TextRow, 'survey' | 'question'>;

const within = ({ network }: Pick<Reader, 'network'>, { survey, question }: Of) => ({
  network,
  survey,
  question,
});

const literally = (search: string): string => search.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

const order: Order = [['_id', 1]];

/** The texts to a question, all or those of a theme or with these words in them. */
export const listTexts = <I>(
  reader: Reader,
  of: Of,
  query: {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly search?: string | undefined;
    readonly theme?: string | undefined;
  },
  present: (row: TextRow) => I,
) => {
  const { search, theme } = query;
  const filter = {
    ...within(reader, of),
    ...(theme && { themes: theme }),
    ...(search && { text: { $regex: literally(search), $options: 'i' } }),
  };
  return readPage(texts(reader), filter, order, query, present);
};

export interface ReadText {
  readonly id: string;
  readonly text: string;
}

/** Keeps texts that were read; a text that was changed since keeps its themes, but has to be cleared anew. */
export const putTexts = async (
  reader: Reader,
  of: Of,
  read: readonly ReadText[],
  readAt: Date,
): Promise<void> => {
  if (read.length === 0) return;
  await texts(reader).bulkWrite(
    read.map(({ id, text }) => ({
      updateOne: {
        filter: { _id: `${of.survey}.${id}` },
        update: [
          {
            $set: {
              ...within(reader, of),
              readAt,
              // Rises only where the text is another than it was.
              version: {
                $add: [
                  { $ifNull: ['$version', 0] },
                  { $cond: [{ $eq: ['$text', { $literal: text }] }, 0, 1] },
                ],
              },
              themes: { $ifNull: ['$themes', []] },
              cleared: { $and: [{ $ifNull: ['$cleared', false] }, { $eq: ['$text', { $literal: text }] }] },
              text: { $literal: text },
            },
          },
        ],
        upsert: true,
      },
    })),
    { ordered: false },
  );
};

/** Takes out the texts that this reading has not seen: their responses were withdrawn. */
export const dropUnread = async (reader: Reader, of: Of, readAt: Date): Promise<void> => {
  await texts(reader).deleteMany({ ...within(reader, of), readAt: { $lt: readAt } });
};

export const findText = (reader: Reader, survey: string, id: string): Promise<TextRow | null> =>
  texts(reader).findOne({ _id: `${survey}.${id}`, network: reader.network });

export const replaceText = async (tx: Tx, row: TextRow): Promise<void> => {
  await texts(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

/** How many texts have a theme, counted by the index. */
export const countHaving = (reader: Reader, of: Of, theme: string): Promise<number> =>
  texts(reader).countDocuments({ ...within(reader, of), themes: theme });

/** Puts texts that have one theme into another. */
export const moveTheme = async (tx: Tx, of: Of, from: string, into: string): Promise<void> => {
  const having = { ...within(tx, of), themes: from };
  await texts(tx).updateMany(having, { $addToSet: { themes: into }, $inc: { version: 1 } });
  await texts(tx).updateMany(having, { $pull: { themes: from } });
};

const mostCleared = 500;

/** The texts of a question that were cleared for publishing. */
export const clearedTexts = async (reader: Reader, of: Of): Promise<string[]> => {
  const rows = await texts(reader)
    .find({ ...within(reader, of), cleared: true })
    .sort({ _id: 1 })
    .limit(mostCleared)
    .toArray();
  return rows.map(({ text }) => text);
};
