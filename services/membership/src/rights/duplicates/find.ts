import { setImmediate as others } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { type Compared, type Pair, searchPairs } from './decide.ts';
import { dismissedIn } from './store.ts';

/** Members that are read and prepared at a time. */
const batch = 500;
/** After so long without a pause, requests of others have their turn. */
const sliceMs = 10;

const projection = { name: 1, email: 1, organisation: 1, region: 1, joinedAt: 1, version: 1 };

/**
 * Pairs of a network that may be one person, at most `most` of them. However many members there are, it reads some at a
 * time and compares in slices between which the process does what others wait for.
 */
export const findPairs = async (db: Db, network: string, most: number): Promise<Pair[]> => {
  const dismissed = await dismissedIn(db).find({ network }).toArray();
  const search = searchPairs(new Set(dismissed.map(({ _id }) => _id)));
  const people = db
    .collection<Compared & { network: string }>('people')
    .find({ network })
    .project<Compared>(projection)
    .batchSize(batch);
  for await (const first of people) {
    search.add([first, ...people.readBufferedDocuments(batch)]);
    await others();
  }
  const found: Pair[] = [];
  let began = performance.now();
  for (const pairs of search.pairs()) {
    found.push(...pairs);
    if (found.length >= most) break;
    if (performance.now() - began < sliceMs) continue;
    await others();
    began = performance.now();
  }
  return found.slice(0, most);
};
