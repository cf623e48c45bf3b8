import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  listOutsideAnswers: {
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  settleOutsideAnswer: {
    prepare: async ({ community, outside }) => ({
      ...{ target: { community }, params: await outside(), body: { status: 'accepted' }, ifMatch: 1 },
    }),
  },
};
