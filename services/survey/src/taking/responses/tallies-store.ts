import type { SurveyMode } from '@skein/contracts';
import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import type { Document } from 'mongodb';
import { TallyRow } from './row.ts';
import { type Addition, sumUp, type Tally } from './tallies.ts';

export const talliesCollection = declareCollection({
  name: 'tallies',
  schema: TallyRow,
  grows: 'so many for each question, whatever the number of answers',
  // As the responses are: in which order its parts were begun would tell what the first ones said.
  clustered: true,
  indexes: [{ key: { network: 1, survey: 1 } }],
  people: holdsNobody('counts'),
});

const tallies = rowsIn(talliesCollection);

/** Parts of a tally, each added to without waiting for the others. */
export const stripes = [...'0123456789abcdef'];

/** The tallies of a survey as they are now. */
export const talliesNow = async (reader: Reader, survey: string): Promise<Map<string, Tally>> =>
  sumUp(await tallies(reader).find({ network: reader.network, survey }).toArray());

/** How many responses each of these surveys has, by the ids of their counts. */
export const responsesCountedInAllNetworks = async (
  reader: Pick<Reader, 'db'>,
  surveys: readonly string[],
): Promise<Map<string, number>> => {
  const ids = surveys.flatMap((survey) => stripes.map((stripe) => `${survey}..${stripe}`));
  const rows = await tallies(reader)
    .find({ _id: { $in: ids } }, { projection: { survey: 1, answered: 1 } })
    .toArray();
  const sums = new Map<string, number>();
  for (const { survey, answered } of rows) sums.set(survey, (sums.get(survey) ?? 0) + answered);
  return sums;
};

const under = (field: string, sums: Iterable<readonly [string, number]>) =>
  Object.fromEntries([...sums].map(([key, by]) => [`${field}.${key}`, by]));

const addTo = ({ network, survey, question, answered, sum, counts, keys = {} }: Addition): Document => ({
  $setOnInsert: { network, survey, question },
  $inc: { answered, sum, ...under('counts', counts), ...under('keys', Object.entries(keys)) },
});

const more = (field: string, by: number) => ({ $add: [{ $ifNull: [`$${field}`, 0] }, by] });

/** The same with the options in the order of their names, since else they stand in the order they were first chosen in. */
const addInOrder = ({
  network,
  survey,
  question,
  answered,
  sum,
  counts,
  keys = {},
}: Addition): Document[] => {
  const inOrder = (field: string, sums: Iterable<readonly [string, number]>) => {
    const added = [...sums].map(([option, by]) => [option, more(`${field}.${option}`, by)] as const);
    const all = { $objectToArray: { $mergeObjects: [`$${field}`, Object.fromEntries(added)] } };
    return { $arrayToObject: { $sortArray: { input: all, sortBy: { k: 1 } } } };
  };
  return [
    {
      $set: {
        ...{ network, survey, question: { $literal: question } },
        ...{ answered: more('answered', answered), sum: more('sum', sum) },
        counts: inOrder('counts', counts),
        keys: inOrder('keys', Object.entries(keys)),
      },
    },
  ];
};

/**
 * Adds to the tallies. Workers with different stripes do not wait for each other at one survey. Where nothing may tell
 * in which order responses came, what is counted does not either.
 */
export const addToTallies = async (
  tx: Tx,
  additions: readonly Addition[],
  stripe: string,
  mode: SurveyMode,
): Promise<void> => {
  if (additions.length === 0) return;
  const update = mode === 'anonymous' ? addInOrder : addTo;
  await tallies(tx).bulkWrite(
    additions.map((addition) => ({
      updateOne: {
        filter: { _id: `${addition.survey}.${addition.question}.${stripe}` },
        update: update(addition),
        upsert: true,
      },
    })),
    { ordered: false },
  );
};
