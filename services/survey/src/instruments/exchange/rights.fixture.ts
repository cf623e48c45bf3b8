import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';
import { questions } from '../../testing/survey-side.ts';

export const fixtures: Fixtures<SurveyGround> = {
  exportInstrument: [
    {
      prepare: ({ published: { instrument } }) => ({
        target: 'anywhere',
        params: { id: instrument },
        query: { number: '1' },
      }),
    },
    {
      prepare: async ({ community, draft }) => ({ target: { community }, params: { id: await draft() } }),
    },
  ],
  importInstrument: {
    prepare: ({ community }) => {
      const file = { format: 'skein-instrument', formatVersion: 1, title: 'Health', questions };
      return { target: { community }, body: { slug: `i-${newId()}`, community, file } };
    },
  },
  importSurveyJs: {
    prepare: ({ community }) => {
      const form = { title: 'Health', elements: [{ type: 'comment', name: 'why' }] };
      return { target: { community }, body: { slug: `i-${newId()}`, community, form } };
    },
  },
};
