import { assessmentsContract, crossTabsContract, type InstrumentVersion } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, type Fixture, type Ground, until } from '@skein/service-kit/testing';

interface ResultGround extends Ground {
  readonly published: InstrumentVersion;
  survey(): Promise<string>;
}

const steering = (ground: ResultGround): Promise<string> =>
  ground.tokenFor({ person: newId(), network: ground.network, roles: ['steering'], communities: {} });

const assessmentIn = async (ground: ResultGround): Promise<string> => {
  const { community, published } = ground;
  const body = { community, instrument: published.instrument, title: 'Spring', date: '2026-03-01' };
  const as = await steering(ground);
  const reply = await call<{ id: string }>(
    ground.urlOf(assessmentsContract.routes.addAssessment),
    'POST',
    '/assessments',
    {
      ...{ as, body },
    },
  );
  return reply.body.id;
};

/** A survey with a text to a question that was read, and a theme of it. */
const withText = async (ground: ResultGround) => {
  const id = await ground.survey();
  const { network, db } = ground;
  const of = { network, survey: id, question: 'why' };
  const [text, theme] = ['t'.repeat(27), newId()];
  const row = { ...of, version: 1, text: 'So', themes: [], cleared: false, readAt: new Date() };
  await db.collection('open_texts').insertOne({ _id: `${id}.${text}` as never, ...row });
  await db.collection('themes').insertOne({ _id: theme as never, ...of, version: 1, name: 'Time' });
  return { id, text, theme };
};

type TextCase = (made: Awaited<ReturnType<typeof withText>>) => object;

const textCases: Record<string, TextCase> = {
  readOpenTexts: () => ({}),
  readWords: () => ({}),
  listTexts: () => ({}),
  listThemes: () => ({}),
  addTheme: () => ({ body: { name: 'Trust' } }),
  renameTheme: () => ({ body: { name: 'Times' }, ifMatch: 1 }),
  setThemes: ({ theme }) => ({ body: { themes: [theme] }, ifMatch: 1 }),
  clearText: () => ({ body: { cleared: true }, ifMatch: 1 }),
};

const textFixtures: Record<string, Fixture<ResultGround>> = {
  ...Object.fromEntries(
    Object.entries(textCases).map(([id, more]) => [
      id,
      {
        prepare: async (ground: ResultGround) => {
          const made = await withText(ground);
          const params = { ...made, key: 'why' };
          return { target: { community: ground.community }, params, ...more(made) };
        },
      },
    ]),
  ),
  mergeThemes: {
    prepare: async (ground) => {
      const made = await withText(ground);
      const into = newId();
      const row = { network: ground.network, survey: made.id, question: 'why', version: 1, name: 'Hours' };
      await ground.db.collection('themes').insertOne({ _id: into as never, ...row });
      return { target: { community: ground.community }, params: made, body: { into }, ifMatch: 1 };
    },
  },
};

/** Published results of a survey that was answered by nobody, for everyone. */
const publicationIn = async (ground: ResultGround): Promise<string> => {
  const { network, community, db } = ground;
  const id = newId();
  const row = {
    ...{ network, community, version: 1, survey: await ground.survey(), title: 'Results', introduction: '' },
    ...{ audience: { kind: 'public' }, publishedAt: new Date(), invited: 0, responses: 0, questions: [] },
  };
  await db.collection('publications').insertOne({ _id: id as never, ...row });
  return id;
};

const publicationFixtures: Record<string, Fixture<ResultGround>> = {
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

/** The fixtures of what is read out of responses, for the walk of rights. */
export const resultFixtures: Record<string, Fixture<ResultGround>> = {
  askCrossTab: {
    prepare: async ({ community, survey }) => ({
      target: { community },
      params: { id: await survey() },
      body: { rows: 'role', columns: 'mood' },
    }),
  },
  readCrossTab: {
    prepare: async (ground) => {
      const { community, survey } = ground;
      const id = await survey();
      const body = { rows: 'role', columns: 'mood' };
      const as = await steering(ground);
      await call(ground.urlOf(crossTabsContract.routes.askCrossTab), 'POST', `/surveys/${id}/cross-tabs`, {
        as,
        body,
      });
      await until('the count', () =>
        ground.db.collection('result_passes').findOne({ survey: id, state: 'ready' }),
      );
      return { target: { community }, params: { id, ...body } };
    },
  },
  ...Object.fromEntries(
    ['exportResponses', 'exportDictionary', 'readResponses'].map((id) => [
      id,
      {
        prepare: async ({ community, survey }: ResultGround) => ({
          target: { community },
          params: { id: await survey() },
          query: id === 'readResponses' ? {} : { format: 'json' },
        }),
      },
    ]),
  ),
  addAssessment: {
    prepare: ({ community, published }) => ({
      target: { community },
      body: { community, instrument: published.instrument, title: 'Spring', date: '2026-03-01' },
    }),
  },
  listAssessments: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  ...Object.fromEntries(
    ['readAssessment', 'readMatrix', 'editAssessment'].map((id) => [
      id,
      {
        prepare: async (ground: ResultGround) => ({
          target: { community: ground.community },
          params: { id: await assessmentIn(ground) },
          ...(id === 'editAssessment' && { body: { agreed: { trust: 2 } }, ifMatch: 1 }),
        }),
      },
    ]),
  ),
  ...textFixtures,
  ...publicationFixtures,
  compareWaves: {
    prepare: ({ community, published }) => ({
      target: { community },
      params: { id: published.instrument },
      query: { community },
    }),
  },
};
