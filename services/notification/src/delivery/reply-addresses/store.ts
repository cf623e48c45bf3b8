import { declareCollection, holds, type Reader, rowsIn, showsNothing } from '@skein/service-kit';
import { ReplyAddressRow } from './row.ts';

export const replyAddressesCollection = declareCollection({
  name: 'reply_addresses',
  schema: ReplyAddressRow,
  grows: 'one for each member who got an invitation',
  indexes: [{ key: { network: 1, person: 1 } }],
  people: holds<ReplyAddressRow>({
    title: 'The address to which your calendar program answers',
    at: ['person'],
    show: showsNothing,
    erase: { does: 'remove' },
    // Entries in their calendars go on naming it.
    merge: { does: 'rename' },
  }),
});

const addresses = rowsIn(replyAddressesCollection);

export const replyAddressesOf = (reader: Reader, people: readonly string[]): Promise<ReplyAddressRow[]> =>
  addresses(reader)
    .find({ network: reader.network, person: { $in: [...people] } })
    .sort({ since: -1, _id: -1 })
    .toArray();

export const insertReplyAddresses = async (
  reader: Reader,
  rows: readonly ReplyAddressRow[],
): Promise<void> => {
  if (rows.length) await addresses(reader).insertMany([...rows]);
};

/** Whose an address is: the network is known by it alone. */
export const replyAddressInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  token: string,
): Promise<ReplyAddressRow | null> => addresses({ db }).findOne({ _id: token });
