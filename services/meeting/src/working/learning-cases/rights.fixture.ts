import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  raiseLearningCase: {
    prepare: async ({ community, meeting, caseBody }) => ({
      target: { community },
      params: { id: await meeting() },
      body: caseBody,
    }),
  },
  listLearningCases: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  listClearedCases: { prepare: () => ({ target: 'anywhere' }) },
  readLearningCase: {
    prepare: async ({ community, learningCase }) => ({
      target: { community },
      params: { id: await learningCase() },
    }),
  },
  editLearningCase: {
    prepare: async ({ community, people, learningCase }) => ({
      target: { community, person: people.ben },
      params: { id: await learningCase() },
      body: { tried: 'We asked sooner.' },
      ifMatch: 1,
    }),
  },
  scopeLearningCase: {
    prepare: async ({ people, learningCase }) => ({
      target: { person: people.ben },
      params: { id: await learningCase() },
      body: { scope: 'network' },
      ifMatch: 1,
    }),
  },
  addContribution: {
    prepare: async ({ community, learningCase }) => ({
      target: { community },
      params: { id: await learningCase() },
      body: { part: 'insight', text: 'Ask sooner.' },
    }),
  },
  removeContribution: {
    prepare: async ({ community, people, contribution }) => ({
      target: { community, person: people.ben },
      params: await contribution(),
    }),
  },
};
