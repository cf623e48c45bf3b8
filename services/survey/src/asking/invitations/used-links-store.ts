import { declareCollection, holds, type Reader, rowsApart, rowsIn, type Tx } from '@skein/service-kit';
import type { KeptOf } from '../kept/kept.ts';
import { UsedLinkRow } from './row.ts';
import { linksOf } from './store.ts';

export const usedLinksCollection = declareCollection({
  name: 'used_links',
  schema: UsedLinkRow,
  grows: 'one for each answer in turn: keeps it from being counted twice',
  indexes: [{ key: { network: 1, survey: 1 } }],
  apart: [{ key: { network: 1, survey: 1, _id: 1 } }],
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

const ofAll = rowsIn(usedLinksCollection);
const ofOne = rowsApart(usedLinksCollection);

const usedLinks = (reader: Reader, { survey, kept }: KeptOf) =>
  kept === 'apart' ? ofOne(reader, survey) : ofAll(reader);

/** Which of these links of a survey were answered with. */
export const linksUsed = async (
  reader: Reader,
  of: KeptOf,
  links: readonly string[],
): Promise<Set<string>> => {
  if (links.length === 0) return new Set();
  const found = await usedLinks(reader, of)
    .find(
      { network: reader.network, survey: of.survey, _id: { $in: [...links] } },
      { projection: { _id: 1 } },
    )
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

export const isUsed = async (reader: Reader, of: KeptOf, link: string): Promise<boolean> =>
  (await linksUsed(reader, of, [link])).has(link);

/** After the end none is: the answer that came by it has the same second, and no other answer has. */
export const insertUsedLinks = async (tx: Tx, of: KeptOf, rows: readonly UsedLinkRow[]): Promise<void> => {
  if (rows.length && !of.ended) await usedLinks(tx, of).insertMany([...rows]);
};

/** Has a link count as used, be it answered with or not. */
export const useUp = async (tx: Tx, of: KeptOf, link: string): Promise<void> => {
  const row = { network: tx.network, survey: of.survey };
  await usedLinks(tx, of).updateOne({ _id: link }, { $setOnInsert: row }, { upsert: true });
};
