import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { ThemeRow } from './row.ts';
import type { Of } from './store.ts';

export const themesCollection = declareCollection({
  name: 'themes',
  schema: ThemeRow,
  grows: 'by those who read the texts',
  freeText: {
    at: ['name'],
    what: 'A theme of the answers in a survey',
    link: ({ survey }) => `/results#id=${survey}`,
  },
  indexes: [{ key: { network: 1, survey: 1, question: 1, name: 1 }, unique: true }],
  people: holdsNobody('what texts are sorted by'),
});

const themes = rowsIn(themesCollection);

export const findTheme = (reader: Reader, survey: string, _id: string): Promise<ThemeRow | null> =>
  themes(reader).findOne({ _id, network: reader.network, survey });

/** The themes of a question, by their names. */
export const themesOf = (reader: Reader, { survey, question }: Of): Promise<ThemeRow[]> =>
  themes(reader).find({ network: reader.network, survey, question }).sort({ name: 1 }).toArray();

/** Whether another theme of the question has this one's name. */
export const isNameTaken = async (
  reader: Reader,
  { survey, question, name, _id }: ThemeRow,
): Promise<boolean> => {
  const other = { network: reader.network, survey, question, name, _id: { $ne: _id } };
  return (await themes(reader).findOne(other)) !== null;
};

export const countThemes = (reader: Reader, { survey, question }: Of): Promise<number> =>
  themes(reader).countDocuments({ network: reader.network, survey, question });

export const insertTheme = async (tx: Tx, row: ThemeRow): Promise<void> => {
  await themes(tx).insertOne(row);
};

export const replaceTheme = async (tx: Tx, row: ThemeRow): Promise<void> => {
  await themes(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

export const deleteTheme = async (tx: Tx, { _id }: ThemeRow): Promise<void> => {
  await themes(tx).deleteOne({ _id, network: tx.network });
};
