import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  readNetwork: { prepare: () => ({ target: {} }) },
  // What it is already: nothing changes, however often it is sent.
  editNetwork: { prepare: () => ({ target: {}, body: { name: 'Testing' }, ifMatch: 1 }) },
};
