import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';
import { questions } from '../../testing/survey-side.ts';

// Instruments are the network's: who may edit them in some community may edit them.
export const fixtures: Fixtures<SurveyGround> = {
  draftInstrument: {
    prepare: () => ({ target: 'anywhere', body: { slug: `i-${newId()}`, title: 'Health', questions } }),
  },
  listInstruments: { prepare: () => ({ target: {} }) },
  readInstrument: { prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() } }) },
  editInstrument: {
    prepare: async ({ draft }) => ({
      target: 'anywhere',
      params: { id: await draft() },
      body: { title: 'Health check, again' },
      ifMatch: 1,
    }),
  },
  discardDraft: {
    prepare: async ({ publishedAnew }) => {
      const { instrument } = await publishedAnew();
      return { target: 'anywhere', params: { id: instrument }, ifMatch: 2 };
    },
  },
  deleteInstrument: {
    prepare: async ({ draft }) => ({ target: 'anywhere', params: { id: await draft() }, ifMatch: 1 }),
  },
  copyInstrument: {
    prepare: ({ published: { instrument } }) => ({
      target: 'anywhere',
      params: { id: instrument },
      body: { slug: `i-${newId()}` },
    }),
  },
  publishInstrument: {
    prepare: async ({ draft }) => ({ target: 'anywhere', params: { id: await draft() }, ifMatch: 1 }),
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
  compareInstrumentVersions: {
    prepare: ({ published: { instrument } }) => ({
      target: 'anywhere',
      params: { id: instrument },
      query: { from: '1' },
    }),
  },
};
