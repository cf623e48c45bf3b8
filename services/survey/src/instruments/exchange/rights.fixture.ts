import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';
import { questions } from '../../testing/survey-side.ts';

export const fixtures: Fixtures<SurveyGround> = {
  exportInstrument: {
    prepare: ({ published: { instrument } }) => ({ target: 'anywhere', params: { id: instrument } }),
  },
  importInstrument: {
    prepare: () => {
      const file = { format: 'skein-instrument', formatVersion: 1, title: 'Health', questions };
      return { target: 'anywhere', body: { slug: `i-${newId()}`, file } };
    },
  },
  importSurveyJs: {
    prepare: () => {
      const form = { title: 'Health', elements: [{ type: 'comment', name: 'why' }] };
      return { target: 'anywhere', body: { slug: `i-${newId()}`, form } };
    },
  },
};
