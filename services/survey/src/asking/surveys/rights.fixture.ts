import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<SurveyGround> = {
  listSurveys: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  readSurvey: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
  closeSurvey: {
    prepare: async ({ community, openOne }) => {
      const { id, version } = await openOne();
      return { target: { community }, params: { id }, ifMatch: version };
    },
  },
  takeVersion: {
    prepare: async ({ community, asking, publishedAnew, publishAgain, openOf }) => {
      const { instrument } = await publishedAnew();
      const { id, version } = await openOf({ ...asking(), instrument });
      await publishAgain(instrument);
      return { target: { community }, params: { id }, body: { number: 2 }, ifMatch: version };
    },
  },
  handOutLinks: {
    prepare: async ({ community, survey, people }) => ({
      target: { community },
      params: { id: await survey() },
      body: { people: people.slice(0, 1) },
    }),
  },
  readForm: { prepare: ({ forAnyone }) => ({ target: {}, params: { id: forAnyone.id } }) },
};
