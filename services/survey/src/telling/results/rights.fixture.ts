import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  readResults: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
};
