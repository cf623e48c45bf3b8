import type { ClientSession, Db } from 'mongodb';

interface Addressee {
  readonly name: string;
  readonly email: string;
}

/** Whom the receipt of an erasure goes to, while it runs. */
export const letterTo = async (
  db: Db,
  network: string,
  person: string,
  session?: ClientSession,
): Promise<Addressee | undefined> => {
  const row = await db
    .collection<{ letterTo?: Addressee }>('erasure_requests')
    .findOne({ network, person }, session ? { session } : {});
  return row?.letterTo;
};

/** The addresses by which a person is still known: of their profile, or kept for the letter with their receipt. */
export const addressesOf = async (
  db: Db,
  { network, person }: { readonly network: string; readonly person: string },
  session?: ClientSession,
): Promise<string[]> => {
  const profile = await db
    .collection<{ _id: string; email: string }>('people')
    .findOne({ _id: person, network }, session ? { session } : {});
  const to = await letterTo(db, network, person, session);
  return [profile?.email, to?.email].filter((address) => address !== undefined);
};
