import type { Db, Document } from 'mongodb';
import type { BallotRow } from '../voting/ballots/row.ts';

/** The rows of a survey, withdrawn ones too where asked for, wherever they are: at home or apart. */
export const rowsOfSurvey = async <T extends Document>(
  db: Db,
  name: 'responses' | 'used_links' | 'ballot_marks',
  survey: string,
  { withdrawn = false }: { readonly withdrawn?: boolean } = {},
): Promise<T[]> => {
  const filter = { survey: { $in: [survey, ...(withdrawn ? [`${survey}.withdrawn`] : [])] } };
  return wherever<T>(db, name, survey, filter);
};

/** The ballots of a round, wherever they are. */
export const ballotsOfRound = (db: Db, round: string): Promise<BallotRow[]> =>
  wherever<BallotRow>(db, 'ballots', round, { _id: { $regex: `^${round}\\.` } });

const wherever = async <T extends Document>(
  db: Db,
  name: string,
  matter: string,
  filter: object,
): Promise<T[]> => {
  const both = [name, `${name}.apart.${matter}`].map((one) => db.collection(one).find(filter).toArray());
  // The same row is in both for a moment, as it is brought home.
  const rows = (await Promise.all(both)).flat() as unknown as T[];
  return [...new Map(rows.map((row) => [row._id, row])).values()];
};
