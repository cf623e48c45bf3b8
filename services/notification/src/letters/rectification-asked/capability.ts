import { rectificationContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who host the network that somebody wants something put right; what, they read there. */
export const rectificationAsked = await waitingLetter({
  beside: import.meta.url,
  name: 'rectification-asked',
  urgency: 3.3,
  subject: 'Something is to be put right',
  preview: 'A person has a right to an answer within a month',
  events: [rectificationContract.events.rectificationAsked],
  due: ({ data: { request, deciders } }) => ({ request, deciders }),
  question: rectificationContract.questions.waiting,
});
