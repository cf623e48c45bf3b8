import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  listConsentEvidence: { prepare: () => ({ target: {} }) },
  exportConsentEvidence: { prepare: () => ({ target: {}, query: { purpose: 'event-news' } }) },
};
