import { setImmediate as others } from 'node:timers/promises';
import type { Reader } from '@skein/service-kit';
import { comparedPeople } from '../../core/people/search-store.ts';
import { type Pair, searchPairs } from './decide.ts';
import { dismissedPairs } from './store.ts';

/** Members that are read and prepared at a time. */
const batch = 500;
/** After so long without a pause, requests of others have their turn. */
const sliceMs = 10;

/**
 * Pairs of a network that may be one person, at most `most` of them. However many members there are, it reads some at a
 * time and compares in slices between which the process does what others wait for.
 */
export const findPairs = async (reader: Reader, most: number): Promise<Pair[]> => {
  const search = searchPairs(await dismissedPairs(reader));
  const people = comparedPeople(reader, batch);
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
