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
  editLearningCase: {
    prepare: async ({ community, learningCase }) => ({
      target: { community },
      params: { id: await learningCase() },
      body: { insights: ['Ask sooner.'] },
      ifMatch: 1,
    }),
  },
};
