import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { ChatMessageRow, ChatRow } from './row.ts';

export const chatsCollection = declareCollection({
  name: 'chats',
  schema: ChatRow,
  grows: 'one for each meeting whose chat was kept',
  freeText: {
    at: ['links.by'],
    what: 'A link in the chat of a meeting',
    link: ({ meeting }) => `/meetings/${meeting}`,
  },
  indexes: [{ key: { network: 1, meeting: 1 }, unique: true }, { key: { network: 1, 'links.person': 1 } }],
  people: holds<ChatRow>({
    title: 'Links that you shared in the chat of a meeting',
    at: ['links.person'],
    show: ({ meeting, links }, person) => ({
      meeting,
      links: links.filter((link) => link.person === person).map(({ url }) => url),
    }),
    erase: takeOut('The link stays with the meeting; that you shared it is gone.', 'links.person'),
    merge: { does: 'rename' },
  }),
});

export const chatMessagesCollection = declareCollection({
  name: 'chat_messages',
  schema: ChatMessageRow,
  grows: 'what was written in chats that were kept; at most 5,000 for each meeting',
  freeText: {
    at: ['by', 'text'],
    what: 'A message in the chat of a meeting',
    link: ({ meeting }) => `/meetings/${meeting}`,
  },
  indexes: [{ key: { network: 1, meeting: 1, number: 1, _id: 1 } }, { key: { network: 1, person: 1 } }],
  people: holds<ChatMessageRow>({
    title: 'What you wrote in the chats of meetings',
    at: ['person'],
    show: ({ meeting, at, text }) => ({ meeting, at, text }),
    erase: { does: 'remove' },
    merge: { does: 'rename' },
  }),
});

const chats = rowsIn(chatsCollection);
const messages = rowsIn(chatMessagesCollection);

const order: Order = [
  ['number', 1],
  ['_id', 1],
];

interface Listing {
  readonly meeting: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page of a chat’s messages in their order. */
export const listMessages = <T>(
  reader: Reader,
  { meeting, ...page }: Listing,
  present: (row: ChatMessageRow) => T,
) => readPage(messages(reader), { network: reader.network, meeting }, order, page, present);

export const findChat = (reader: Reader, meeting: string): Promise<ChatRow | null> =>
  chats(reader).findOne({ network: reader.network, meeting });

export const insertChat = async (tx: Tx, row: ChatRow, rows: readonly ChatMessageRow[]): Promise<void> => {
  await chats(tx).insertOne(row);
  if (rows.length) await messages(tx).insertMany([...rows]);
};

export const deleteChat = async (tx: Tx, { _id, meeting }: ChatRow): Promise<void> => {
  await chats(tx).deleteOne({ _id, network: tx.network });
  await messages(tx).deleteMany({ network: tx.network, meeting });
};
