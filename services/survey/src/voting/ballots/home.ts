import type { Reader } from '@skein/service-kit';
import type { RoundRow } from '../rounds/row.ts';
import { noteBallotsHome } from '../rounds/store.ts';
import { bringBallotsHome, dropPlaceOfBallots } from './store.ts';

/**
 * Writes the ballots of a round anew, in random order, and drops what they lay in: MongoDB's files keep the second of each
 * write, and whoever saw somebody vote would know their ballot by it. To be called once no more ballots are taken; it may
 * end anywhere, and is done again from the beginning.
 * @returns the round as it is then
 */
export const comeHome = async (reader: Reader, round: RoundRow): Promise<RoundRow> => {
  if (round.apart) {
    await bringBallotsHome(reader, round);
    await noteBallotsHome(reader, round);
  }
  await dropPlaceOfBallots(reader, round);
  const { apart: _, ...home } = round;
  return home;
};
