import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from './ground.ts';

/** How the routes of prospects, introductions and what bridges communities are called in the walk of rights. */
export const introductionsFixtures: Fixtures<RightsGround> = {
  addProspect: {
    prepare: async ({ community, prospectBody, member }) => ({
      target: { community },
      body: prospectBody({ community, owner: await member() }),
    }),
  },
  listProspects: [
    // Everybody sees those that they speak to themselves …
    { prepare: () => ({ target: 'anywhere' }) },
    // … and those who run a community all of it.
    { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  ],
  readProspect: { prepare: ({ prospect }) => prospect() },
  editProspect: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: { name: 'Eva' }, ifMatch: 1 }),
  },
  assignProspect: {
    prepare: async ({ prospect, member }) => ({
      ...(await prospect()),
      body: { owner: await member() },
      ifMatch: 1,
    }),
  },
  recordProspectContact: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: { channel: 'phone' } }),
  },
  setProspectOutcome: {
    prepare: async ({ prospect }) => ({
      ...(await prospect()),
      body: { outcome: 'interested' },
      ifMatch: 1,
    }),
  },
  convertProspect: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: {}, ifMatch: 1 }),
  },
  forgetProspect: { prepare: ({ prospect }) => prospect() },
  countProspects: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  readBridging: { prepare: () => ({ target: 'anywhere' }) },
  listUnbridged: { prepare: () => ({ target: 'anywhere' }) },
  listBridgingMembers: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
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
  searchAudit: { prepare: () => ({ target: {} }) },
};
