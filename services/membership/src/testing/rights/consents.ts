import { consentText } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from './ground.ts';

/** How the routes of what people agree to, and what they may ask of us are called in the walk of rights. */
export const consentsFixtures: Fixtures<RightsGround> = {
  summarizeConsents: { prepare: () => ({ target: {} }) },
  listConsents: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person } };
    },
  },
  recordConsent: {
    prepare: async ({ member }) => {
      const person = await member();
      const body = { purpose: 'digest', given: false, textVersion: consentText.version };
      return { target: { person }, params: { id: person }, body };
    },
  },
  listConsentTexts: { prepare: () => ({ target: {} }) },
  publishConsentText: {
    prepare: () => ({
      target: {},
      body: { version: newId(), purposes: consentText.purposes },
    }),
  },
  readPreferences: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  setPreferences: {
    prepare: async ({ preferring }) => ({
      target: {},
      query: { token: await preferring() },
      body: { textVersion: consentText.version, choices: [{ purpose: 'digest', given: false }] },
    }),
  },
  stopEverything: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  askToBeForgotten: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  listErasureRequests: { prepare: () => ({ target: {} }) },
  readErasure: {
    prepare: async ({ wished }) => ({ target: {}, params: { id: (await wished()).id } }),
  },
  requestErasure: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { person: await takeIn() } }),
  },
  findDuplicates: { prepare: () => ({ target: {} }) },
  dismissDuplicate: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { people: [await takeIn(), await takeIn()] } }),
  },
  previewMerge: {
    prepare: async ({ takeIn }) => ({
      target: {},
      params: { id: await takeIn() },
      query: { gone: await takeIn() },
    }),
  },
  mergePeople: {
    prepare: async ({ takeIn }) => ({
      target: {},
      params: { id: await takeIn() },
      body: { gone: await takeIn(), goneVersion: 1 },
      ifMatch: 1,
    }),
  },
  // Here no other service runs, so that no archive would be whole.
  exportPerson: {
    meets: 'unavailable',
    prepare: async ({ takeIn }) => {
      const person = await takeIn();
      return { target: { person }, params: { id: person } };
    },
  },
  confirmErasure: { prepare: async ({ wishing }) => ({ target: {}, body: { token: await wishing() } }) },
  changeAddress: {
    prepare: async ({ takeIn, email }) => {
      const person = await takeIn();
      return { target: { person }, params: { id: person }, body: { email: email() } };
    },
  },
  confirmAddress: {
    prepare: async ({ readdressing }) => ({
      target: {},
      body: { token: await readdressing('confirm-address') },
    }),
  },
  stopAddressChange: {
    prepare: async ({ readdressing }) => ({
      target: {},
      body: { token: await readdressing('keep-address') },
    }),
  },
  askForRectification: {
    prepare: async ({ takeIn }) => {
      const person = await takeIn();
      return { target: { person }, body: { person, what: 'I moved in 2019.' } };
    },
  },
  listRectifications: {
    prepare: async ({ rectification }) => {
      const { person } = await rectification();
      return { target: { person }, query: { person } };
    },
  },
  readRectification: {
    prepare: async ({ rectification }) => {
      const { id, person } = await rectification();
      return { target: { person }, params: { id } };
    },
  },
  settleRectification: {
    prepare: async ({ rectification }) => ({
      target: {},
      params: { id: (await rectification()).id },
      body: { status: 'refused', reason: 'It was 2020.' },
      ifMatch: 1,
    }),
  },
  draftCampaign: { prepare: ({ campaignBody }) => ({ target: {}, body: campaignBody() }) },
  listCampaigns: { prepare: () => ({ target: {} }) },
  readCampaign: { prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() } }) },
  editCampaign: {
    prepare: async ({ draft }) => ({
      target: {},
      params: { id: await draft() },
      body: { title: 'Are you still with us?' },
      ifMatch: 1,
    }),
  },
  startCampaign: {
    prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() }, ifMatch: 1 }),
  },
  answerCampaign: {
    prepare: async ({ asked }) => {
      const { campaign, person } = await asked();
      return { target: {}, params: { id: campaign }, body: { answer: 'yes' }, by: person };
    },
  },
  readCampaignQuestion: {
    prepare: async ({ answering }) => ({ target: {}, query: { token: await answering() } }),
  },
  answerByLink: {
    prepare: async ({ answering }) => ({
      target: {},
      query: { token: await answering() },
      body: { answer: 'yes' },
    }),
  },
  unsubscribe: {
    prepare: async ({ unsubscribing }) => ({ target: {}, query: { token: await unsubscribing() } }),
  },
};
