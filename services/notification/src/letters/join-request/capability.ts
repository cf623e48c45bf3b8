import { joiningContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who decide that somebody asks to join, once they confirmed their address. */
export const joinRequest = await waitingLetter({
  beside: import.meta.url,
  name: 'join-request',
  urgency: 3.1,
  subject: 'Somebody asks to join: {{about}}',
  about: 'Art & Hosting',
  preview: 'They wait for your answer',
  events: [joiningContract.events.joinRequested],
  due: ({ data: { request, deciders } }) => ({ request, deciders }),
  question: joiningContract.questions.waiting,
});
