import type { InvitedAddress } from '@skein/contracts';
import { declareCollection, holds, type Reader, rowsIn, type Tx, takeOut } from '@skein/service-kit';
import type { SurveyRow } from '../surveys/row.ts';
import { AddressRow, PartRow } from './row.ts';

export const partsCollection = declareCollection({
  name: 'audience_parts',
  schema: PartRow,
  grows: 'gone when the survey is open',
  people: holds<PartRow>({
    title: 'Surveys that are about to ask you',
    at: ['people'],
    show: ({ survey }) => ({ survey }),
    erase: takeOut('The others of the list are asked; you are not.', 'people'),
    merge: { does: 'rename' },
  }),
});

export const addressesCollection = declareCollection({
  name: 'invited_addresses',
  schema: AddressRow,
  grows: 'gone when the survey has closed',
  indexes: [{ key: { network: 1, survey: 1, person: 1 } }],
  people: holds<AddressRow>({
    title: 'Your address, for letters about one survey',
    at: ['person'],
    show: ({ survey, email, language }) => ({ survey, email, language }),
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const parts = rowsIn(partsCollection);
const addresses = rowsIn(addressesCollection);

const partsOf = (survey: string) => ({ _id: { $gt: `${survey}.`, $lt: `${survey}/` } });

type List = { readonly people: readonly string[] } | { readonly addresses: readonly InvitedAddress[] };

/** Puts a list aside, in parts. */
export const insertParts = async (tx: Tx, survey: string, list: List, size: number): Promise<void> => {
  const [field, items] =
    'people' in list ? (['people', list.people] as const) : (['addresses', list.addresses] as const);
  const rows = Array.from({ length: Math.ceil(items.length / size) }, (_, part) => ({
    _id: `${survey}.${String(part).padStart(6, '0')}`,
    network: tx.network,
    survey,
    [field]: items.slice(part * size, (part + 1) * size),
  }));
  if (rows.length) await parts(tx).insertMany(rows as PartRow[]);
};

export const firstPart = (reader: Reader, survey: string): Promise<PartRow | null> =>
  parts(reader).findOne({ network: reader.network, survey, ...partsOf(survey) }, { sort: { _id: 1 } });

/** Whether the part was still there to be taken out. */
export const dropPart = async (tx: Tx, { _id }: PartRow): Promise<boolean> =>
  (await parts(tx).deleteOne({ _id, network: tx.network })).deletedCount === 1;

/** Drops the list of a survey that closes before all of it is written down. */
export const dropParts = async (
  tx: Tx,
  { _id, status }: Pick<SurveyRow, '_id' | 'status'>,
): Promise<void> => {
  if (status === 'preparing') await parts(tx).deleteMany({ network: tx.network, ...partsOf(_id) });
};

export const insertAddresses = async (tx: Tx, rows: readonly AddressRow[]): Promise<void> => {
  if (rows.length) await addresses(tx).insertMany([...rows]);
};

/** Where these people of a survey are written to, where they are no members. */
export const addressesOf = async (
  reader: Reader,
  survey: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, AddressRow>> => {
  const rows = await addresses(reader)
    .find({ network: reader.network, survey, person: { $in: [...people] } })
    .toArray();
  return new Map(rows.map((row) => [row.person, row]));
};

/** Erases the address of an invitation, if there is one, and tells what it was. */
export const takeAddress = async (tx: Tx, invitation: string): Promise<string | undefined> =>
  (await addresses(tx).findOneAndDelete({ _id: invitation, network: tx.network }))?.email;

/** Erases some addresses of a survey; whether there may be more. */
export const eraseSome = async (reader: Reader, survey: string, limit: number): Promise<boolean> => {
  const { network } = reader;
  const rows = await addresses(reader)
    .find({ network, survey }, { projection: { _id: 1 } })
    .limit(limit)
    .toArray();
  await addresses(reader).deleteMany({ network, _id: { $in: rows.map(({ _id }) => _id) } });
  return rows.length === limit;
};
