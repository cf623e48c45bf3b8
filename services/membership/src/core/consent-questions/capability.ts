import type { Capability } from '@skein/service-kit';
import { campaignPeopleCollection } from './store.ts';

/** Who is asked again whether they agree, and what they answered, by whatever way they did. */
export const consentQuestions: Capability = {
  name: 'consent-questions',
  collections: [campaignPeopleCollection],
};
