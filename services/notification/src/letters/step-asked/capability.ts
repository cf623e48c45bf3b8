import { workstreamsContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

const { stepAdded, stepChanged } = workstreamsContract.events;

/** Asks somebody whether they take a step on that another one proposed to them; the answer is theirs alone. */
export const stepAsked = await waitingLetter({
  beside: import.meta.url,
  name: 'step-asked',
  urgency: 5.5,
  subject: 'A next step is proposed to you',
  preview: 'Say whether you take it on',
  about: 'Book a room for April',
  events: [stepAdded, stepChanged],
  due: ({ data: { step, asked = [] } }) => ({ request: step, deciders: asked }),
  question: workstreamsContract.questions.waiting,
});
