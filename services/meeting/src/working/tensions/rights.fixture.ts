import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  raiseTension: { prepare: ({ community, tensionBody }) => ({ target: { community }, body: tensionBody }) },
  listTensions: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  readTension: {
    prepare: async ({ community, tension }) => ({ target: { community }, params: { id: await tension() } }),
  },
  editTension: {
    prepare: async ({ community, people, tension }) => ({
      target: { community, person: people.ben },
      params: { id: await tension() },
      body: { wouldHelp: 'A page that all know.' },
      ifMatch: 1,
    }),
  },
  processTension: {
    prepare: async ({ community, tension }) => ({
      target: { community },
      params: { id: await tension() },
      body: { kind: 'none' },
      ifMatch: 1,
    }),
  },
  withdrawTension: {
    prepare: async ({ people, tension }) => ({
      target: { person: people.ben },
      params: { id: await tension() },
      body: {},
      ifMatch: 1,
    }),
  },
  reopenTension: {
    prepare: async ({ community, people, withdrawn }) => ({
      target: { community, person: people.ben },
      params: { id: await withdrawn() },
      body: {},
      ifMatch: 2,
    }),
  },
};
