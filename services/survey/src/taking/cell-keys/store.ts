import { randomBytes } from 'node:crypto';
import {
  besideTransaction,
  declareCollection,
  holdsNobody,
  isDuplicateKey,
  type Reader,
  rowsIn,
} from '@skein/service-kit';
import { CellKeyRow } from './row.ts';

export const cellKeysCollection = declareCollection({
  name: 'cell_keys',
  schema: CellKeyRow,
  grows: 'one for each survey',
  people: holdsNobody('what figures of surveys are drawn by'),
});

const cellKeys = rowsIn(cellKeysCollection);

const findOrMake = async ({ db, network }: Reader, survey: string): Promise<string> => {
  const rows = cellKeys({ db });
  const found = await rows.findOne({ _id: survey, network });
  if (found) return found.secret;
  const secret = randomBytes(32).toString('base64url');
  try {
    await rows.insertOne({ _id: survey, network, secret });
    return secret;
  } catch (error) {
    // Another process was first.
    const first = isDuplicateKey(error) ? await rows.findOne({ _id: survey, network }) : null;
    if (!first) throw error;
    return first.secret;
  }
};

/**
 * The secret of a survey, made when it is first asked for: beside any transaction that runs, since one that fails must
 * not take back what others have drawn by already.
 */
export const secretOf = (reader: Reader, survey: string): Promise<string> =>
  besideTransaction(() => findOrMake(reader, survey));
