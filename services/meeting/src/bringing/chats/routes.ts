import { chatsContract, isRefusal, refuse } from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import { readChatText } from '@skein/records';
import {
  handle,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  write,
} from '@skein/service-kit';
import { askWho } from '../people/ask.ts';
import { refuseNamed } from '../people/decide.ts';
import { keepChat } from './decide.ts';
import { findToKeep, findToRead } from './find.ts';
import { presentFound, presentLink, presentMessage, presentSummary } from './present.ts';
import { reading } from './read.ts';
import { saveChat, saveRemoval } from './record.ts';
import { findChat, listMessages } from './store.ts';

/** What a preview shows of the messages, and of each. */
const shown = { messages: 20, characters: 500 };

export const chatRoutes = (context: ServiceContext): Implementation[] => [
  handle(chatsContract.routes.previewChat, async (call) => {
    const meeting = await findToKeep(call.reader, call);
    if (isRefusal(meeting)) return meeting;
    const chat = reading(() => readChatText(call.body.text));
    if (isRefusal(chat)) return chat;
    const names = chat.messages.map(({ from }) => from);
    return {
      ...presentSummary(chat),
      first: chat.messages
        .slice(0, shown.messages)
        .map(({ at, from, text }) => ({ at, by: from, text: text.slice(0, shown.characters) })),
      links: chat.links.map(presentFound),
      people: await askWho(context, call.reader, meeting.community, names),
    };
  }),

  write(chatsContract.routes.takeInChat, async (call) => {
    const { body, tx, network, now } = call;
    const meeting = await findToKeep(tx, call);
    if (isRefusal(meeting)) return meeting;
    const { _id, community } = meeting;
    if (await findChat(tx, _id))
      return refuse('already-exists', 'The meeting has its chat; take that away to bring another one.');
    const strangers = await unknownPeople(
      tx,
      body.people.map(({ person }) => person),
    );
    const refused = refuseNamed(body.people, strangers);
    if (refused) return refused;
    const chat = reading(() => readChatText(body.text));
    if (isRefusal(chat)) return chat;
    const known = new Map(body.people.map(({ name, person }) => [name, person]));
    const kept = keepChat(chat, known, { network, meeting: _id, community, now, newId });
    if (isRefusal(kept)) return kept;
    await saveChat(tx, kept);
    return presentSummary(chat);
  }),

  read(chatsContract.routes.listChat, async (call) => {
    const meeting = await findToRead(call.reader, call);
    if (isRefusal(meeting)) return meeting;
    return listMessages(call.reader, { meeting: meeting._id, ...call.query }, presentMessage);
  }),

  read(chatsContract.routes.listChatLinks, async (call) => {
    const meeting = await findToRead(call.reader, call);
    if (isRefusal(meeting)) return meeting;
    const chat = await findChat(call.reader, meeting._id);
    if (!chat) return { items: [] };
    return { items: chat.links.map(presentLink), takenInAt: chat.takenInAt.toISOString() };
  }),

  write(chatsContract.routes.removeChat, async (call) => {
    const meeting = await findToKeep(call.tx, call);
    if (isRefusal(meeting)) return meeting;
    const chat = await findChat(call.tx, meeting._id);
    if (!chat) return missing('chat of the meeting', meeting._id);
    await saveRemoval(call.tx, chat);
    return undefined;
  }),
];
