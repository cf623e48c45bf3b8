import type { Capability } from '@skein/service-kit';
import { campaignQuestions } from './questions.ts';
import { startCampaigns } from './rounds.ts';
import { campaignRoutes } from './routes.ts';
import { campaignsCollection } from './store.ts';

/** Asking people again whether they agree, and what their silence means. */
export const campaigns: Capability = {
  name: 'campaigns',
  collections: [campaignsCollection],
  routes: campaignRoutes,
  questions: campaignQuestions,
  loops: (context) => [startCampaigns(context)],
};
