import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import { RollRow } from './row.ts';

/** A round, by its id. */
interface Round {
  readonly _id: string;
}

export const rollsCollection = declareCollection({
  name: 'vote_rolls',
  schema: RollRow,
  grows: 'one for so many voters of a round',
  indexes: [{ key: { network: 1, round: 1, people: 1 } }],
  people: holds<RollRow>({
    title: 'Votes that you were asked to cast',
    at: ['people', 'voted'],
    show: ({ round, voted }, person) => ({ round, ...(voted && { voted: voted.includes(person) }) }),
    erase: takeOut(
      'A ballot leads to nobody, so that yours cannot be found; that you were asked, and voted, is gone.',
      'people',
      'voted',
    ),
    merge: { does: 'rename' },
  }),
});

const rolls = rowsIn(rollsCollection);

/** Writes some of the electorate down. */
export const insertRoll = async (tx: Tx, { _id: round }: Round, people: string[]): Promise<void> => {
  await rolls(tx).insertOne({ _id: `${round}.${people[0]}`, network: tx.network, round, people });
};

/** The part of the roll that has this person; null where they may not vote in the round. */
export const findOnRoll = (reader: Reader, { _id: round }: Round, person: string): Promise<RollRow | null> =>
  rolls(reader).findOne({ network: reader.network, round, people: person });

/** Those of the people who may vote in the round. */
export const electorsAmong = async (
  reader: Reader,
  { _id: round }: Round,
  people: readonly string[],
): Promise<Set<string>> => {
  const found = await rolls(reader)
    .find({ network: reader.network, round, people: { $in: [...people] } })
    .toArray();
  const electors = new Set(found.flatMap((row) => row.people));
  return new Set(people.filter((person) => electors.has(person)));
};

/** A part of the roll that does not say yet who has voted. */
export const findUnmarked = (reader: Reader, { _id: round }: Round): Promise<RollRow | null> =>
  rolls(reader).findOne({ network: reader.network, round, voted: { $exists: false } });

export const markRoll = async (reader: Reader, { _id }: RollRow, voted: string[]): Promise<void> => {
  const unmarked = { _id, network: reader.network, voted: { $exists: false } };
  await rolls(reader).updateOne(unmarked, { $set: { voted } });
};
