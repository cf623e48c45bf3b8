import { makeReceipt } from '@skein/answering';
import type { Receipt, Results, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageOf } from '../../testing/ballots.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side.stop());

const resultsOf = async (id: string) =>
  (await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin })).body;

/** Nine of a community answer, one by one of their links; the first takes it back. What is shown once all has settled. */
const nineAnswerOneWithdraws = async (asking: object): Promise<Results> => {
  const { community, people } = await side.makeCommunity(10);
  const survey = await side.openAndAnnounce({ audience: { kind: 'community', community }, ...asking });
  const links = await side.linksFor(survey.id, people.slice(0, 9));
  const given = await Promise.all(
    links.map(async ({ token }) => {
      const { secret, receipt } = await makeReceipt();
      const response = newId();
      const { body, status } = await side.answer(survey.id, { mood: 3 }, { response, receipt, token });
      expect(status).toBe(202);
      return { response, secret, proof: (body as Receipt).proof };
    }),
  );
  const [first] = given;
  const path = `/surveys/${survey.id}/responses/${first?.response}`;
  const body = { secret: first?.secret, proof: first?.proof };
  for (const _ of ['once', 'again'])
    expect((await call(side.intake?.url ?? '', 'DELETE', path, { body })).status).toBe(202);
  return settled(survey, 8);
};

const settled = async (survey: Survey, responses: number): Promise<Results> => {
  await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, {
    as: side.admin,
    ifMatch: survey.version,
  });
  return until('all to be counted', async () => {
    const results = await resultsOf(survey.id);
    return results.state === 'final' && results.responses === responses && results;
  });
};

it('takes who withdraws out of those who answered in their community, by name or where it is kept', async () => {
  const named = await nineAnswerOneWithdraws({ mode: 'named' });
  expect(named.communities).toMatchObject([{ invited: 10, answered: 8, share: 0.8 }]);
  expect(named).not.toHaveProperty('withdrawn');
  const kept = await nineAnswerOneWithdraws({ mode: 'confidential', groupBy: 'community' });
  expect(kept.communities).toMatchObject([{ invited: 10 }]);
  const { counts } = await side.tallied(kept.survey, '@community');
  expect(Object.values(counts)).toEqual([8]);
  expect((await side.tallied(kept.survey, '@withdrawn')).answered).toBe(0);
});

it('counts who withdrew where to know their communities would be to know them', async () => {
  const results = await nineAnswerOneWithdraws({ mode: 'confidential' });
  expect(results).toMatchObject({ responses: 8, communities: [{ invited: 10 }] });
  const { counts } = await side.tallied(results.survey, '@community');
  expect(Object.values(counts)).toEqual([9]);
  expect((await side.tallied(results.survey, '@withdrawn')).answered).toBe(1);
  // Told near the count, and the same each time: asking again brings nothing.
  expect((await resultsOf(results.survey)).communities).toEqual(results.communities);
});

it('says nothing by community of an anonymous survey, nor takes one that wants it', async () => {
  const page = pageOf(side);
  const { survey, people } = await page.open(9);
  const tokens = await page.tokensOf(survey.id, people);
  const ballots = await Promise.all(tokens.map((token) => page.ballotFor(survey.id, token)));
  const replies = await Promise.all(ballots.map((ballot) => page.answer(survey.id, ballot, { mood: 3 })));
  const [first] = ballots;
  const body = { secret: first?.secret, proof: replies[0]?.body.proof };
  const path = `/surveys/${survey.id}/responses/${first?.response}`;
  expect((await call(side.intake?.url ?? '', 'DELETE', path, { body })).status).toBe(202);
  const results = await settled(survey, 8);
  expect(results).not.toHaveProperty('communities');
  expect(results).not.toHaveProperty('withdrawn');
  expect(
    await side.db
      .collection('invitations')
      .countDocuments({ survey: survey.id, community: { $exists: true } }),
  ).toBe(0);
  const { community } = await side.makeCommunity(9);
  const { instrument } = await side.publishInstrument();
  const { problem } = await side.open(instrument, {
    ...{ mode: 'anonymous', groupBy: 'community', audience: { kind: 'community', community } },
  });
  expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '#/groupBy' }] });
});
