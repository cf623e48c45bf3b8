import type { Fixture, Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

const reading = (query: Record<string, string>): Fixture<SurveyGround> => ({
  prepare: async ({ community, survey }) => ({
    target: { community },
    params: { id: await survey() },
    query,
  }),
});

export const fixtures: Fixtures<SurveyGround> = {
  exportResponses: reading({ format: 'json' }),
  exportDictionary: reading({ format: 'json' }),
  readResponses: reading({}),
};
