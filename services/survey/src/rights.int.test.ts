import { makeBallot, makeReceipt } from '@skein/answering';
import type { InstrumentVersion, Receipt, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, type Ground, until, walkRights } from '@skein/service-kit/testing';
import { pageOf } from './testing/ballots.ts';
import { reminderFixtures } from './testing/reminder-fixtures.ts';
import { resultFixtures } from './testing/result-fixtures.ts';
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
  const openOf = async (body: { instrument: string }): Promise<Survey> =>
    (await all.open(body.instrument, body)).body;
  const openOne = async (): Promise<Survey> => (await all.open(published.instrument, asking())).body;
  const forAnyone = await all.openAndAnnounce({ audience: { kind: 'open' }, community });
  const page = pageOf(all);
  const { survey: anonymous, people: asked } = await page.open(40);
  const tokens = await page.tokensOf(anonymous.id, asked);
  const ballotKey = await page.keyOf(anonymous.id);
  const answered = async () => {
    const { secret, receipt } = await makeReceipt();
    const body = { response: newId(), receipt, instrumentVersion: 1, answers: { mood: 3 } };
    const path = `/surveys/${forAnyone.id}/responses`;
    const reply = await call<Receipt>(intake?.url ?? '', 'POST', path, { body });
    return {
      params: { id: forAnyone.id, response: body.response },
      owner: { secret, proof: reply.body.proof },
    };
  };
  return {
    network: 'testing',
    answered,
    askingForBallot: async () => ({
      params: { id: anonymous.id },
      body: { token: tokens.pop(), blinded: (await makeBallot(ballotKey)).blinded },
    }),
    ...{ community, neighbour, people, published, asking, openOne, openOf, db, forAnyone },
    publishedAnew: all.publishInstrument,
    publishAgain: all.publishAgain,
    votes: await voteGround(all, community, people),
    signingKey: api.context.signingKey,
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
  readInstrument: { prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() } }) },
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
  listInstrumentVersions: {
    prepare: ({ published: { instrument } }) => ({ target: {}, params: { id: instrument } }),
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
  listTemplates: { prepare: () => ({ target: {} }) },
  adoptTemplate: {
    prepare: () => ({ target: 'anywhere', body: { template: 'exit-survey', slug: `i-${newId()}` } }),
  },
  exportInstrument: {
    prepare: ({ published: { instrument } }) => ({ target: 'anywhere', params: { id: instrument } }),
  },
  importInstrument: {
    prepare: () => {
      const file = { format: 'skein-instrument', formatVersion: 1, title: 'Health', questions };
      return { target: 'anywhere', body: { slug: `i-${newId()}`, file } };
    },
  },
  importSurveyJs: {
    prepare: () => {
      const form = { title: 'Health', elements: [{ type: 'comment', name: 'why' }] };
      return { target: 'anywhere', body: { slug: `i-${newId()}`, form } };
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
  ...reminderFixtures,
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
  issueBallot: {
    prepare: async ({ askingForBallot }) => ({ target: {}, ...(await askingForBallot()) }),
  },
  changeResponse: {
    prepare: async ({ answered }) => {
      const { params, owner } = await answered();
      const body = { ...owner, revision: 1, instrumentVersion: 1, answers: { mood: 4 } };
      return { target: {}, params, body };
    },
  },
  withdrawResponse: {
    prepare: async ({ answered }) => {
      const { params, owner } = await answered();
      return { target: {}, params, body: owner };
    },
  },
  readResults: {
    prepare: async ({ community, survey }) => ({ target: { community }, params: { id: await survey() } }),
  },
  ...resultFixtures,
});
