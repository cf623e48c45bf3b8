import type { InstrumentVersion, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, type Ground, until, walkRights } from '@skein/service-kit/testing';
import { questions, startSurveySide } from './testing/survey-side.ts';
import { voteFixtures, voteGround } from './testing/vote-fixtures.ts';

/** The survey service with its intake, a community with two members, and surveys that it is asked. */
const startGround = async () => {
  const all = await startSurveySide({ intake: true });
  const { api, intake, side, db, admin } = all;
  const { community, people } = await all.makeCommunity(2);
  const { community: neighbour } = await all.makeCommunity(1);
  const published: InstrumentVersion = await all.publishInstrument();
  const asking = () => ({
    instrument: published.instrument,
    title: 'Pulse',
    mode: 'named',
    audience: { kind: 'community', community },
    community,
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const openOne = async (): Promise<Survey> => (await all.open(published.instrument, asking())).body;
  const forAnyone = await all.openAndAnnounce({ audience: { kind: 'open' }, community });
  return {
    network: 'testing',
    votes: await voteGround(all, community, people),
    ...{ community, neighbour, people, published, asking, openOne, db, forAnyone },
    survey: async () => (await openOne()).id,
    draft: async () => (await all.draft()).body.id,
    answering: async () => {
      const { id } = await openOne();
      const reply = await call<{ links: [{ token: string }] }>(api.url, 'POST', `/surveys/${id}/links`, {
        as: admin,
        body: { people: people.slice(0, 1) },
      });
      const { token } = reply.body.links[0];
      await until('the intake to know the survey', async () => {
        const body = { response: newId(), instrumentVersion: 999, answers: {} };
        return (await call(intake?.url ?? '', 'POST', `/surveys/${id}/responses`, { body })).status === 409;
      });
      return { id, token };
    },
    urlOf: ({ process }) => (process === 'intake' ? (intake?.url ?? '') : api.url),
    tokenFor: (actor) => side.tokenFor(actor),
    stop: all.stop,
  } satisfies Ground & Record<string, unknown>;
};

walkRights('survey', startGround, {
  // Instruments are the network's: who may edit them in some community may edit them.
  draftInstrument: {
    prepare: () => ({ target: 'anywhere', body: { slug: `i-${newId()}`, title: 'Health', questions } }),
  },
  listInstruments: { prepare: () => ({ target: {} }) },
  editInstrument: {
    prepare: async ({ draft }) => ({
      target: 'anywhere',
      params: { id: await draft() },
      body: { title: 'Health check, again' },
      ifMatch: 1,
    }),
  },
  publishInstrument: {
    prepare: async ({ draft }) => ({ target: 'anywhere', params: { id: await draft() }, ifMatch: 1 }),
  },
  readInstrumentVersion: {
    prepare: ({ published: { instrument, number } }) => ({
      target: {},
      params: { id: instrument, number },
    }),
  },
  openSurvey: { prepare: ({ community, asking }) => ({ target: { community }, body: asking() }) },
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
  handOutLinks: {
    prepare: async ({ community, survey, people }) => ({
      target: { community },
      params: { id: await survey() },
      body: { people: people.slice(0, 1) },
    }),
  },
  readForm: { prepare: ({ forAnyone }) => ({ target: {}, params: { id: forAnyone.id } }) },
  submitResponse: {
    prepare: async ({ answering }) => {
      const { id, token } = await answering();
      const body = { response: newId(), token, instrumentVersion: 1, answers: { mood: 3 } };
      return { target: {}, params: { id }, body };
    },
  },
  ...voteFixtures,
  readResults: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
});
