import { sendingContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who host the network that somebody wants to send more letters than anybody may; why, they read there. */
export const sendingAsked = await waitingLetter({
  beside: import.meta.url,
  name: 'sending-asked',
  urgency: 3.8,
  subject: 'Somebody asks to send more letters',
  preview: 'You decide whether they may',
  events: [sendingContract.events.sendingAsked],
  due: ({ data: { request, deciders } }) => ({ request, deciders }),
  question: sendingContract.questions.waiting,
});
