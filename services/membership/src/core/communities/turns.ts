import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';

export const turnCollections: CollectionDeclaration[] = [
  { name: 'turns', people: holdsNobody('counts of changes to communities and roles') },
];

/**
 * Makes changes that must see each other take turns: two transactions that take the same turn conflict, and the later
 * one runs again. Two last facilitators leaving at once would each still see the other.
 */
export const takeTurn = async (tx: Tx, network: string, about: string): Promise<void> => {
  await tx.db
    .collection<{ _id: string; network: string; turn: number }>('turns')
    .updateOne(
      { _id: `${network}:${about}` },
      { $inc: { turn: 1 }, $setOnInsert: { network } },
      { session: tx.session, upsert: true },
    );
};
