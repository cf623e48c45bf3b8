import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  openSurvey: { prepare: ({ community, asking }) => ({ target: { community }, body: asking() }) },
};
