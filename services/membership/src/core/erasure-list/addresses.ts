import type { Reader } from '@skein/service-kit';
import { findPerson, peopleCollection } from '../people/store.ts';
import { erasureRequestsCollection, findErasureOf } from './store.ts';

/** Whom the receipt of an erasure goes to, while it runs. */
export const letterTo = async (reader: Reader, person: string) =>
  (await findErasureOf(reader, person))?.letterTo;

/** The collections that lead from a person to their addresses. */
export const addressesFoundIn = [peopleCollection.name, erasureRequestsCollection.name];

/** The addresses by which a person is still known: of their profile, or kept for the letter with their receipt. */
export const addressesOf = async (reader: Reader, person: string): Promise<string[]> => {
  const profile = await findPerson(reader, person);
  const to = await letterTo(reader, person);
  return [profile?.email, to?.email].filter((address) => address !== undefined);
};
