import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';
import { planFor } from '../../testing/network.ts';

export const fixtures: Fixtures<MeetingGround> = {
  planMeeting: { prepare: ({ community }) => ({ target: { community }, body: planFor(community) }) },
  listMeetings: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  readMeeting: {
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  // Whom a listing tells of it, meetings.int.test.ts says.
  readMeetingNotice: { prepare: async ({ forAll }) => ({ target: {}, params: { id: await forAll() } }) },
  editMeeting: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { title: 'Another title' },
      ifMatch: 1,
    }),
  },
  cancelMeeting: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { reason: 'Half of us are ill' },
      ifMatch: 1,
    }),
  },
  restoreMeeting: {
    prepare: async ({ community, cancelled }) => ({
      target: { community },
      params: { id: await cancelled() },
      ifMatch: 2,
    }),
  },
  openMeeting: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      ifMatch: 1,
    }),
  },
  recordAttendance: {
    prepare: async ({ community, meeting, people }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { present: [people.ada], apologies: [people.ben] },
      ifMatch: 1,
    }),
  },
  closeMeeting: {
    prepare: async ({ community, opened }) => ({
      target: { community },
      params: { id: await opened() },
      body: {},
      ifMatch: 2,
    }),
  },
};
