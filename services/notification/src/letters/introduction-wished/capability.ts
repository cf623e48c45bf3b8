import { introductionWishesContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who weave that somebody would like to be introduced; to whom and why, they read there. */
export const introductionWished = await waitingLetter({
  beside: import.meta.url,
  name: 'introduction-wished',
  urgency: 3.82,
  subject: 'Somebody would like to be introduced',
  preview: 'You can bring them together',
  events: [introductionWishesContract.events.introductionWished],
  due: ({ data: { request, deciders } }) => ({ request, deciders }),
  question: introductionWishesContract.questions.waiting,
});
