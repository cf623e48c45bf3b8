import type { CampaignRow } from './row.ts';

/** Facts of a campaign that its events tell. */
export const campaignFacts = ({ _id, purpose, textVersion, audience, deadline }: CampaignRow) => ({
  campaign: _id,
  purpose,
  textVersion,
  audience,
  deadline: deadline.toISOString(),
});
