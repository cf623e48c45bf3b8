import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  addProspect: {
    prepare: async ({ community, prospectBody, member }) => ({
      target: { community },
      body: prospectBody({ community, owner: await member() }),
    }),
  },
  listProspects: [
    // Everybody sees those that they speak to themselves …
    { prepare: () => ({ target: 'anywhere' }) },
    // … and those who run a community all of it.
    { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  ],
  readProspect: { prepare: ({ prospect }) => prospect() },
  editProspect: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: { name: 'Eva' }, ifMatch: 1 }),
  },
  assignProspect: {
    prepare: async ({ prospect, member }) => ({
      ...(await prospect()),
      body: { owner: await member() },
      ifMatch: 1,
    }),
  },
  recordProspectContact: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: { channel: 'phone' } }),
  },
  setProspectOutcome: {
    prepare: async ({ prospect }) => ({
      ...(await prospect()),
      body: { outcome: 'interested' },
      ifMatch: 1,
    }),
  },
  convertProspect: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), target: {}, body: {}, ifMatch: 1 }),
  },
  forgetProspect: { prepare: ({ prospect }) => prospect() },
  countProspects: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
};
