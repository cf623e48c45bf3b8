import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  listMeetingRoles: {
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  giveRole: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting(), role: 'notes' },
      body: { person: null },
      ifMatch: 0,
    }),
  },
  rotateRole: {
    prepare: async ({ community, series }) => ({
      target: { community },
      params: { id: await series(), role: 'notes' },
      body: { people: [] },
      ifMatch: 0,
    }),
  },
};
