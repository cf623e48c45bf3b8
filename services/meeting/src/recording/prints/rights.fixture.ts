import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  printMinutes: {
    prepare: async ({ community, closed }) => ({ target: { community }, params: { id: await closed() } }),
  },
  printAgenda: [
    {
      prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
    },
    {
      // As who runs it has it.
      right: 'meeting.plan',
      prepare: async ({ community, meeting }) => ({
        target: { community },
        params: { id: await meeting() },
        query: { for: 'host' },
      }),
    },
  ],
};
