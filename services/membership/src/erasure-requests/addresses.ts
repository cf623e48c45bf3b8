import type { ClientSession, Db } from 'mongodb';

/** The addresses by which a person is still known: of their profile, or kept for the letter with their receipt. */
export const addressesOf = async (
  db: Db,
  { network, person }: { readonly network: string; readonly person: string },
  session?: ClientSession,
): Promise<string[]> => {
  const options = session ? { session } : {};
  const profile = await db
    .collection<{ _id: string; email: string }>('people')
    .findOne({ _id: person, network }, options);
  const erasure = await db
    .collection<{ letterTo?: { email: string } }>('erasure_requests')
    .findOne({ network, person }, options);
  return [profile?.email, erasure?.letterTo?.email].filter((address) => address !== undefined);
};
