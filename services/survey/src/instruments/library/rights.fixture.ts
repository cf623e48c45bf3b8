import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  listTemplates: { prepare: () => ({ target: {} }) },
  adoptTemplate: {
    prepare: ({ community }) => ({
      target: { community },
      body: { template: 'exit-survey', slug: `i-${newId()}`, community },
    }),
  },
};
