import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

export const fixtures: Fixtures<RightsGround> = {
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
  listCampaignAnswers: { prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() } }) },
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
};
