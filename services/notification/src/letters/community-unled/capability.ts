import { communitiesContract } from '@skein/contracts';
import { waitingLetter } from '../../delivery/writing/waiting-letter.ts';

/** Tells those who host the network that nobody facilitates a community any more. */
export const communityUnled = await waitingLetter({
  beside: import.meta.url,
  name: 'community-unled',
  urgency: 3.05,
  subject: 'A community has nobody who facilitates it',
  preview: 'It needs somebody who takes it on',
  about: 'Ward nurses of the Fens',
  events: [communitiesContract.events.communityUnled],
  due: ({ data: { community: request, deciders } }) => ({ request, deciders }),
  question: communitiesContract.questions.unled,
});
