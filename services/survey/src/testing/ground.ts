import { makeBallot, makeReceipt } from '@skein/answering';
import type { InstrumentVersion, Receipt, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, type Ground, until } from '@skein/service-kit/testing';
import { answerAsMembership } from './audience-side.ts';
import { pageOf } from './ballots.ts';
import { startSurveySide } from './survey-side.ts';
import { voteGround } from './vote-ground.ts';

/** The survey service with its intake, a community with two members, and surveys that it is asked. */
export const startGround = async () => {
  const all = await startSurveySide({ intake: true });
  const { api, intake, side, db, admin } = all;
  const membership = await answerAsMembership(all, {});
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
    ballotLost: () => ({
      target: { community: anonymous.community },
      params: { id: anonymous.id },
      body: { person: asked.pop() },
    }),
    ...{ community, neighbour, people, published, asking, openOne, openOf, db, forAnyone },
    publishedAnew: all.publishInstrument,
    publishAgain: all.publishAgain,
    votes: await voteGround(all, community, people),
    signingKey: api.context.signingKey,
    survey: async () => (await openOne()).id,
    draft: async () => (await all.draft({ community })).body.id,
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
    steering: () => side.tokenFor({ roles: ['steering'] }),
    stop: async () => {
      membership.stop();
      await all.stop();
    },
  } satisfies Ground & Record<string, unknown>;
};
export type SurveyGround = Awaited<ReturnType<typeof startGround>>;
