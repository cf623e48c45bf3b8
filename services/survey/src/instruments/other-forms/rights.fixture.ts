import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  importForm: {
    prepare: ({ community }) => ({
      target: { community },
      query: { slug: `i-${newId()}`, community },
      body: 'class\ttype/scale\tname\ttext\nG\t\tOne\t\nQ\tT\twhy\tWhy?\n',
      headers: { 'content-type': 'text/plain' },
    }),
  },
};
