import { proposalsContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who host the network that a community is proposed, or proposed again with changes. */
export const proposalSubmitted = await waitingLetter({
  beside: import.meta.url,
  name: 'proposal-submitted',
  urgency: 3.2,
  subject: 'A community is proposed: {{about}}',
  about: 'Art & Hosting',
  preview: 'It waits for the hosting team',
  events: [proposalsContract.events.proposalMoved],
  due: ({ data: { proposal: request, status, deciders } }) =>
    status === 'submitted' ? { request, deciders } : undefined,
  question: proposalsContract.questions.waiting,
});
