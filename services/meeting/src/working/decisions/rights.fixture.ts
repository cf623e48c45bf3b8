import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  recordDecision: {
    prepare: ({ community }) => ({
      target: { community },
      body: { community, what: 'We meet on Fridays', why: 'Most can.' },
    }),
  },
  listDecisions: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  readDecision: {
    prepare: async ({ community, decision }) => ({ target: { community }, params: { id: await decision() } }),
  },
  editDecision: {
    prepare: async ({ community, decision }) => ({
      target: { community },
      params: { id: await decision() },
      body: { why: 'Most can.' },
      ifMatch: 1,
    }),
  },
  reviewDecision: {
    prepare: async ({ community, decision }) => ({
      target: { community },
      params: { id: await decision() },
      body: { outcome: 'kept' },
      ifMatch: 1,
    }),
  },
};
