import type { Db, Document } from 'mongodb';

/** The rows of a survey, withdrawn ones too where asked for, wherever they are: at home or apart. */
export const rowsOfSurvey = async <T extends Document>(
  db: Db,
  name: 'responses' | 'used_links' | 'ballot_marks',
  survey: string,
  { withdrawn = false }: { readonly withdrawn?: boolean } = {},
): Promise<T[]> => {
  const filter = { survey: { $in: [survey, ...(withdrawn ? [`${survey}.withdrawn`] : [])] } };
  const both = [name, `${name}.apart.${survey}`].map((one) => db.collection(one).find(filter).toArray());
  // The same row is in both for a moment, as it is brought home.
  const rows = (await Promise.all(both)).flat() as unknown as T[];
  return [...new Map(rows.map((row) => [row._id, row])).values()];
};
