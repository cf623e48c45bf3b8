import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  answerMeeting: {
    right: 'meeting.read',
    prepare: async ({ community, meeting }) => ({
      ...{ target: { community }, params: { id: await meeting() }, body: { answer: 'yes' } },
    }),
  },
  readComing: {
    right: 'meeting.read',
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  listPeopleComing: {
    prepare: async ({ community, answered }) => ({
      target: { community },
      params: { id: (await answered()).id },
    }),
  },
  listMyAnswers: {
    prepare: async ({ meeting }) => ({ target: {}, query: { meetings: await meeting() } }),
  },
  removeFromMeeting: {
    prepare: async ({ community, answered }) => ({ target: { community }, params: await answered() }),
  },
  changeCapacity: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { capacity: 20 },
      ifMatch: 1,
    }),
  },
  readLinkedMeeting: {
    prepare: async ({ linked }) => ({ target: {}, query: { token: await linked() } }),
  },
  answerLinkedMeeting: {
    prepare: async ({ linked }) => ({
      ...{ target: {}, query: { token: await linked() }, body: { answer: 'maybe' } },
    }),
  },
};
