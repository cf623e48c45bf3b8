import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';
import { questions } from '../../testing/survey-side.ts';

export const fixtures: Fixtures<SurveyGround> = {
  draftInstrument: [
    {
      prepare: ({ community }) => ({
        target: { community },
        body: { slug: `i-${newId()}`, community, title: 'Health', questions },
      }),
    },
    { prepare: () => ({ target: {}, body: { slug: `i-${newId()}`, title: 'Health', questions } }) },
  ],
  listInstruments: { prepare: () => ({ target: {} }) },
  readInstrument: [
    { prepare: ({ published: { instrument } }) => ({ target: {}, params: { id: instrument } }) },
    {
      right: 'instrument.edit',
      prepare: async ({ community, draft }) => ({ target: { community }, params: { id: await draft() } }),
    },
  ],
  editInstrument: {
    prepare: async ({ community, draft }) => ({
      target: { community },
      params: { id: await draft() },
      body: { title: 'Health check, again' },
      ifMatch: 1,
    }),
  },
  discardDraft: {
    prepare: async ({ community, publishedAnew }) => {
      const { instrument } = await publishedAnew(community);
      return { target: { community }, params: { id: instrument }, ifMatch: 2 };
    },
  },
  deleteInstrument: {
    prepare: async ({ community, draft }) => ({
      target: { community },
      params: { id: await draft() },
      ifMatch: 1,
    }),
  },
  copyInstrument: [
    {
      prepare: ({ community, published: { instrument } }) => ({
        target: { community },
        params: { id: instrument },
        body: { slug: `i-${newId()}`, community, number: 1 },
      }),
    },
    {
      prepare: async ({ community, draft }) => ({
        target: { community },
        params: { id: await draft() },
        body: { slug: `i-${newId()}`, community },
      }),
    },
  ],
  publishInstrument: {
    prepare: async ({ community, draft }) => ({
      target: { community },
      params: { id: await draft() },
      ifMatch: 1,
    }),
  },
  listInstrumentVersions: {
    prepare: ({ published: { instrument } }) => ({ target: {}, params: { id: instrument } }),
  },
  readInstrumentVersion: {
    prepare: ({ published: { instrument, number } }) => ({
      target: {},
      params: { id: instrument, number },
    }),
  },
  readInstrumentHistory: {
    prepare: ({ published: { instrument } }) => ({ target: {}, params: { id: instrument } }),
  },
  compareInstrumentVersions: [
    {
      prepare: ({ published: { instrument } }) => ({
        target: 'anywhere',
        params: { id: instrument },
        query: { from: '1', to: '1' },
      }),
    },
    {
      prepare: async ({ community, publishedAnew }) => ({
        target: { community },
        params: { id: (await publishedAnew(community)).instrument },
        query: { from: '1' },
      }),
    },
  ],
};
