import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  listAskedSurveys: { prepare: () => ({ target: {} }) },
  readOwnLink: { prepare: ({ forAnyone }) => ({ target: {}, params: { id: forAnyone.id } }) },
};
