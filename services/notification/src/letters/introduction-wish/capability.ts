import { introductionWishesContract } from '@skein/contracts';
import { outcomeLetter } from '../../delivery/writing/outcome-letter.ts';

/** Tells whoever asked to be introduced that they are not; where they are, the introduction’s own letter comes. */
export const introductionWish = await outcomeLetter({
  beside: import.meta.url,
  name: 'introduction-wish',
  urgency: 3.83,
  subject: 'Whom you would like to meet',
  preview: 'What came of your wish',
  example: {
    what: ['Both of us look after carers.'],
    reason: 'They are away until May; ask again then.',
  },
  event: introductionWishesContract.events.introductionWishDecided,
  due: ({ data: { request, person, status } }) => (status === 'declined' ? { request, person } : undefined),
  question: introductionWishesContract.questions.outcomes,
});
