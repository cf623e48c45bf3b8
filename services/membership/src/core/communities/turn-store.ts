import { declareCollection, holdsNobody, rowsIn, type Tx } from '@skein/service-kit';
import { TurnRow } from './row.ts';

export const turnsCollection = declareCollection({
  name: 'turns',
  schema: TurnRow,
  grows: 'one for each community',
  people: holdsNobody('counts of changes to communities and roles'),
});

const turns = rowsIn(turnsCollection);

/**
 * Makes changes that must see each other take turns: two transactions that take the same turn conflict, and the later
 * one runs again. Two last facilitators leaving at once would each still see the other.
 */
export const takeTurn = async (tx: Tx, about: string): Promise<void> => {
  const { network } = tx;
  const turn = { $inc: { turn: 1 }, $setOnInsert: { network } };
  await turns(tx).updateOne({ _id: `${network}:${about}` }, turn, { upsert: true });
};
