import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

/** Published results of a survey that was answered by nobody, for everyone. */
const publicationIn = async (ground: SurveyGround): Promise<string> => {
  const { network, community, db } = ground;
  const id = newId();
  const row = {
    ...{ network, community, version: 1, survey: await ground.survey(), title: 'Results', introduction: '' },
    ...{ audience: { kind: 'public' }, publishedAt: new Date(), invited: 0, responses: 0, questions: [] },
  };
  await db.collection('publications').insertOne({ _id: id as never, ...row });
  return id;
};

export const fixtures: Fixtures<SurveyGround> = {
  publishResults: {
    prepare: async ({ community, survey }) => ({
      target: { community },
      params: { id: await survey() },
      body: {
        title: 'What came of it',
        audience: { kind: 'community', community },
        questions: [{ key: 'mood' }],
      },
    }),
  },
  listPublished: { prepare: () => ({ target: {} }) },
  listPublications: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
  readPublication: {
    prepare: async (ground) => ({ target: {}, params: { id: await publicationIn(ground) } }),
  },
  withdrawPublication: {
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await publicationIn(ground) },
      ifMatch: 1,
    }),
  },
};
