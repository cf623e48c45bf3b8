import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { UsedLinkRow } from './row.ts';
import { linksOf } from './store.ts';

export const usedLinksCollection = declareCollection({
  name: 'used_links',
  schema: UsedLinkRow,
  grows: 'one for each answer in turn: keeps it from being counted twice',
  indexes: [{ key: { network: 1, survey: 1 } }],
  people: holds<UsedLinkRow>({
    title: 'That you answered a survey',
    at: [],
    foundBy: ['invitations'],
    find: async (reader, { network, person }) => ({
      network,
      _id: { $in: await linksOf(reader, person) },
    }),
    show: ({ survey }) => ({ survey }),
    erase: {
      does: 'keep',
      why: 'The number of a link that leads to nobody any more: it keeps an answer that comes late from being counted.',
    },
    merge: { does: 'stay' },
  }),
});

const usedLinks = rowsIn(usedLinksCollection);

/** Which of these links were answered with. */
export const linksUsed = async (reader: Reader, links: readonly string[]): Promise<Set<string>> => {
  if (links.length === 0) return new Set();
  const found = await usedLinks(reader)
    .find({ network: reader.network, _id: { $in: [...links] } }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

export const isUsed = async (reader: Reader, link: string): Promise<boolean> =>
  (await linksUsed(reader, [link])).has(link);

export const insertUsedLinks = async (tx: Tx, rows: readonly UsedLinkRow[]): Promise<void> => {
  if (rows.length) await usedLinks(tx).insertMany([...rows]);
};

/** Has a link count as used, be it answered with or not. */
export const useUp = async (tx: Tx, link: string, survey: string): Promise<void> => {
  const row = { network: tx.network, survey };
  await usedLinks(tx).updateOne({ _id: link }, { $setOnInsert: row }, { upsert: true });
};
