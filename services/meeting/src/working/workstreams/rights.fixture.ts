import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  startWorkstream: {
    prepare: ({ community, people }) => ({
      target: { community },
      body: { community, title: 'Library', owners: [people.ada] },
    }),
  },
  listWorkstreams: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  addStep: {
    prepare: async ({ community, workstream }) => ({
      target: { community },
      params: { id: await workstream() },
      body: { title: 'Ask around' },
    }),
  },
  editStep: {
    prepare: async ({ community, step }) => ({
      target: { community },
      params: { id: await step() },
      body: { notes: 'Half of it' },
      ifMatch: 1,
    }),
  },
  readLinkedStep: {
    prepare: async ({ linkedStep }) => ({ target: {}, query: { token: await linkedStep() } }),
  },
  answerLinkedStep: {
    prepare: async ({ linkedStep }) => ({
      ...{ target: {}, query: { token: await linkedStep() }, body: { answer: 'accepted' } },
    }),
  },
  answerStep: {
    prepare: async ({ people, asked }) => ({
      target: { person: people.ben },
      params: { id: await asked() },
      body: { answer: 'accepted' },
      ifMatch: 1,
    }),
  },
};
