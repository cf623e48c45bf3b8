import { personRightsContract } from '@skein/contracts';
import { z } from 'zod';
import type { Answering } from '../context.ts';
import { type AnsweredQuestion, answer } from '../messaging/questions.ts';
import type { CollectionDeclaration } from '../storage/collections.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader } from '../storage/transaction.ts';

const Named = z.looseObject({ _id: z.string(), network: z.string() });

const namesIn = async (
  reader: Reader,
  { name, called = '' }: CollectionDeclaration,
  ids: readonly string[],
): Promise<[string, string][]> => {
  const rows = await rowsIn({ name, schema: Named })(reader)
    .find({ network: reader.network, _id: { $in: [...ids] } }, { projection: { [called]: 1 } })
    .toArray();
  return rows.flatMap(({ _id, [called]: words }) => (typeof words === 'string' ? [[_id, words]] : []));
};

/** Answers what a service's records are called, so that whoever reads of one is told a name and not an id. */
export const namesAnswer = (
  { service, readerOf }: Answering,
  collections: readonly CollectionDeclaration[],
): AnsweredQuestion => {
  const named = collections.filter(({ called }) => called !== undefined);
  return answer(personRightsContract.questions.names[service], async ({ network, ids }) => {
    const found = await Promise.all(named.map((one) => namesIn(readerOf(network), one, ids)));
    return { names: Object.fromEntries(found.flat()) };
  });
};
