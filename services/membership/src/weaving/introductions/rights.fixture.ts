import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
  introduce: {
    prepare: async ({ community, member, takeIn }) => ({
      target: { community },
      body: { people: [await member(), await takeIn()], community, reason: 'Talk to each other.' },
    }),
  },
  listIntroductions: [
    // Everybody sees those that they made or are part of …
    { prepare: () => ({ target: 'anywhere' }) },
    // … and those who run a community all that were made for it.
    { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  ],
  readIntroduction: [
    {
      prepare: async ({ community, introduction }) => {
        const { id, by } = await introduction();
        return { target: { community, person: by }, params: { id } };
      },
    },
    {
      prepare: async ({ community, introduction }) => {
        const { id, person } = await introduction();
        return { target: { community, person }, params: { id } };
      },
    },
  ],
  recordIntroductionOutcome: {
    prepare: async ({ community, introduction }) => {
      const { id, by } = await introduction();
      return { target: { community, person: by }, params: { id }, body: { came: 'met' } };
    },
  },
  listAskedIntroductions: { prepare: () => ({ target: {} }) },
  answerOwnIntroduction: {
    prepare: async ({ introduced }) => {
      const { id, person } = await introduced();
      return { target: { person }, params: { id }, body: { answer: 'accept' }, by: person };
    },
  },
  readIntroductionQuestion: {
    prepare: async ({ introduced }) => ({ target: {}, query: { token: (await introduced()).token } }),
  },
  answerIntroduction: {
    prepare: async ({ introduced }) => ({
      target: {},
      query: { token: (await introduced()).token },
      body: { answer: 'accept' },
    }),
  },
  tellIntroductionOutcome: {
    prepare: async ({ introduced, db }) => {
      const { id, person, token } = await introduced();
      const accepted = { $set: { 'people.$.answer': 'accept' } };
      await db.collection('introductions').updateOne({ _id: id as never, 'people.person': person }, accepted);
      return { target: {}, query: { token }, body: { came: 'met' } };
    },
  },
  countIntroductions: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
};
