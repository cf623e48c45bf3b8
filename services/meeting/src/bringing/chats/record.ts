import { chatsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { ChatMessageRow, ChatRow } from './row.ts';
import { deleteChat, insertChat } from './store.ts';

const told = ({ _id: subject, network, meeting, community }: ChatRow, version: number) => ({
  ...{ network, subject, version },
  data: { meeting, community },
});

/** Keeps a chat together with the event that tells of it. */
export const saveChat = async (
  tx: Tx,
  { chat, messages }: { chat: ChatRow; messages: readonly ChatMessageRow[] },
): Promise<void> => {
  await insertChat(tx, chat, messages);
  tx.record(chatsContract.events.chatTakenIn, told(chat, chat.version));
};

export const saveRemoval = async (tx: Tx, chat: ChatRow): Promise<void> => {
  await deleteChat(tx, chat);
  tx.record(chatsContract.events.chatRemoved, told(chat, chat.version + 1));
};
