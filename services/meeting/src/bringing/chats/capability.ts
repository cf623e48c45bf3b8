import type { Capability } from '@skein/service-kit';
import { chatRoutes } from './routes.ts';
import { chatMessagesCollection, chatsCollection } from './store.ts';

/** The chats of meetings, taken in from the programs that they were held in. */
export const chats: Capability = {
  name: 'chats',
  collections: [chatsCollection, chatMessagesCollection],
  routes: chatRoutes,
};
