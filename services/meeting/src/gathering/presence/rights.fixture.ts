import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  sayPresent: [
    {
      prepare: async ({ community, opened }) => ({
        target: { community },
        params: { id: await opened() },
        body: { here: true },
      }),
    },
    {
      // Of somebody else.
      right: 'meeting.plan',
      prepare: async ({ community, opened, people }) => ({
        target: { community },
        params: { id: await opened() },
        body: { here: true, person: people.ben },
      }),
    },
  ],
};
