import { erasureContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who may decide it, and the person, that somebody with roles in the network is to be erased. */
export const erasureProposed = await waitingLetter({
  beside: import.meta.url,
  name: 'erasure-proposed',
  urgency: 3.45,
  subject: 'Somebody with a role in the network is to be erased',
  preview: 'It waits for another host',
  about: 'Wilhelmina Brown',
  events: [erasureContract.events.erasureProposed],
  due: ({ data: { request, deciders } }) => ({ request, deciders }),
  question: erasureContract.questions.waiting,
});
