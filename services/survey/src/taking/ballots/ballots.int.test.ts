import { randomBytes } from 'node:crypto';
import { makeBallot } from '@skein/answering';
import { newId, startService } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { survey as surveyService } from '../../app.ts';
import { pageOf } from '../../testing/ballots.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import type { ResponseRow } from '../responses/row.ts';

let side: SurveySide;
let page: ReturnType<typeof pageOf>;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  page = pageOf(side);
});
afterAll(() => side.stop());

const rowsOf = (survey: string) => rowsOfSurvey<ResponseRow>(side.db, 'responses', survey);
const untilStored = (survey: string, count: number) =>
  until('the responses to be stored', async () => {
    const rows = await rowsOf(survey);
    return rows.length === count && rows;
  });
const marked = async (survey: string) => (await rowsOfSurvey(side.db, 'ballot_marks', survey)).length;

describe('an anonymous survey', () => {
  it('gives each invited person one ballot, which answers it once', async () => {
    const { survey, people } = await page.open(8);
    const tokens = await page.tokensOf(survey.id, people);
    const ballots = await Promise.all(tokens.map((token) => page.ballotFor(survey.id, token)));
    expect(await marked(survey.id)).toBe(8);
    const replies = await Promise.all(ballots.map((ballot) => page.answer(survey.id, ballot, { mood: 4 })));
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(202));
    // The day alone, in the receipt as in the row.
    expect(replies[0]?.body.receivedAt).toMatch(/T00:00:00\.000Z$/);
    const rows = await untilStored(survey.id, 8);
    expect(new Set(rows.map(({ _id }) => _id))).toEqual(
      new Set(ballots.map(({ response }) => `${survey.id}.${response}`)),
    );
    // The phone that lost the answer sends it again; it counts once, as it was first.
    await page.answer(survey.id, ballots[0] as never, { mood: 1 });
    // All is shown once it is closed and drained; until then only steps of several at once.
    const closing = { as: side.admin, ifMatch: survey.version };
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, closing);
    await until('the results', async () => {
      const path = `/surveys/${survey.id}/results`;
      const { body } = await call<{ responses: number }>(side.api.url, 'GET', path, { as: side.admin });
      return body.responses === 8;
    });
    expect(await side.tallied(survey.id, 'mood')).toEqual({ answered: 8, counts: { 4: 8 } });
    expect(await rowsOfSurvey(side.db, 'used_links', survey.id)).toEqual([]);
  });

  it('gives somebody another ballot once, tells nobody whether there was one, and says with the results how many', async () => {
    const { survey, people } = await page.open(8);
    const [first = '', second = '', third = ''] = people;
    const tokens = await page.tokensOf(survey.id, people);
    const lost = await page.ballotFor(survey.id, tokens[0] ?? '');
    const replace = (person: string, as = side.admin) =>
      call<{ replaced: number }>(side.api.url, 'POST', `/surveys/${survey.id}/ballot-replacements`, {
        ...{ as, body: { person }, headers: { 'idempotency-key': newId() } },
      });
    await expect(page.ballotFor(survey.id, tokens[0] ?? '')).rejects.toThrow(/replace it once/);
    // One had fetched theirs and one had not: the answer is of the same form.
    const replies = [await replace(first), await replace(second)];
    expect(replies.map(({ status, body }) => [status, body])).toEqual([
      [201, { replaced: 1 }],
      [201, { replaced: 2 }],
    ]);
    const again = await replace(first);
    expect([again.status, again.problem.errors?.[0]?.pointer]).toEqual([409, '#/person']);
    expect((await replace(newId())).problem.code).toBe('unknown-reference');
    // The one before cannot be called back; who has both may answer twice, which is why it is counted.
    const another = await page.ballotFor(survey.id, tokens[0] ?? '');
    await expect(page.ballotFor(survey.id, tokens[0] ?? '')).rejects.toThrow(/already/);
    for (const ballot of [lost, another]) {
      expect((await page.answer(survey.id, ballot, { mood: 2 })).status).toBe(202);
    }
    await untilStored(survey.id, 2);
    const told = await call<{ replacedBallots?: number }>(
      side.api.url,
      'GET',
      `/surveys/${survey.id}/results`,
      { as: side.admin },
    );
    expect(told.body.replacedBallots).toBe(2);
    const closing = { as: side.admin, ifMatch: survey.version };
    expect((await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, closing)).status).toBe(200);
    expect((await replace(third)).problem.code).toBe('closed');
  });

  it('tells who is asked what becomes of the answers, each mode its own truth', async () => {
    const { survey } = await page.open(8);
    const promise = async (id: string) =>
      (await call<{ promise: string }>(side.api.url, 'GET', `/surveys/${id}/form`)).body.promise;
    expect(await promise(survey.id)).toContain('not even whoever runs this service');
    const confidential = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'open' } });
    expect(await promise(confidential.id)).toContain('without your name');
    const named = await side.openAndAnnounce({
      audience: {
        kind: 'people',
        people: [side.admin].slice(1).concat((await side.makeCommunity(1)).people),
      },
    });
    expect(await promise(named.id)).toBe('Your answers are kept with your name.');
  });

  it('is not opened for so few that nobody could hide among them, nor for whoever comes', async () => {
    const { instrument } = await side.publishInstrument();
    const { community, people } = await side.makeCommunity(7);
    const before = await side.db.collection('survey_keys').countDocuments();
    for (const [audience, pointer] of [
      [{ kind: 'community', community }, '#/audience'],
      [{ kind: 'people', people }, '#/audience'],
      [{ kind: 'open' }, '#/audience/kind'],
    ]) {
      const { problem } = await side.open(instrument, { mode: 'anonymous', audience });
      expect(problem).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ pointer }] });
    }
    expect(await side.db.collection('survey_keys').countDocuments()).toBe(before);
  });

  it('keeps its private key to itself, and no longer than it is open', async () => {
    const { survey } = await page.open(8);
    const keys = () => side.db.collection('survey_keys').findOne({ _id: survey.id as never });
    const { ballotKey, receiptKey } = (await keys()) as unknown as Record<string, string>;
    expect([typeof ballotKey, typeof receiptKey]).toEqual(['string', 'string']);
    const shown = await Promise.all(
      [`/surveys/${survey.id}`, `/surveys/${survey.id}/form`, '/surveys'].map((path) =>
        call(side.api.url, 'GET', path, { as: side.admin }),
      ),
    );
    for (const secret of [ballotKey, receiptKey]) expect(JSON.stringify(shown)).not.toContain(secret);
    const [version] = [survey.version];
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, { as: side.admin, ifMatch: version });
    expect(await keys()).toBeNull();
  });
});

describe('asking for a ballot', () => {
  it('gets the same signature for the same ballot, and none for another', async () => {
    const { survey, people } = await page.open(8);
    const [token = ''] = await page.tokensOf(survey.id, people.slice(0, 1));
    const key = await page.keyOf(survey.id);
    const [one, other] = [await makeBallot(key), await makeBallot(key)];
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => page.ask(survey.id, token, one.blinded)),
    );
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.signature}`)).size).toBe(1);
    expect((await page.ask(survey.id, token, other.blinded)).problem).toMatchObject({
      status: 409,
      code: 'conflict',
      errors: [{ pointer: '#/blinded' }],
    });
    // After a restart too: nothing of it is in memory alone.
    const again = await startService(surveyService, side.environment);
    const body = { token, blinded: one.blinded };
    const reply = await call<{ signature: string }>(again.url, 'POST', `/surveys/${survey.id}/ballots`, {
      body,
    });
    await again.stop();
    expect(reply.body.signature).toBe(replies[0]?.body.signature);
    await page.unblind(one, reply.body.signature);
  });

  it('gives one of many different ballots asked for at once', async () => {
    const { survey, people } = await page.open(8);
    const [token = ''] = await page.tokensOf(survey.id, people.slice(0, 1));
    const blinded = Array.from({ length: 20 }, () =>
      Buffer.concat([Buffer.alloc(1), randomBytes(255)]).toString('base64url'),
    );
    const replies = await Promise.all(blinded.map((one) => page.ask(survey.id, token, one)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it('is refused with a bad link, a bad ballot, or where there are none, and marks nothing', async () => {
    const { survey, people } = await page.open(8);
    const { survey: another, people: others } = await page.open(8);
    const [token = ''] = await page.tokensOf(survey.id, people.slice(0, 1));
    const [foreign = ''] = await page.tokensOf(another.id, others.slice(0, 1));
    const { blinded } = await makeBallot(await page.keyOf(survey.id));
    const tooLarge = Buffer.alloc(256, 0xff).toString('base64url');
    for (const [given, of, status, code] of [
      ['rubbish', blinded, 401, 'invalid-token'],
      [foreign, blinded, 401, 'invalid-token'],
      [side.admin, blinded, 401, 'invalid-token'],
      [token, tooLarge, 400, 'invalid-request'],
      [token, `${blinded}A`, 400, 'invalid-request'],
      [token, 'short', 400, 'invalid-request'],
    ] as const)
      expect((await page.ask(survey.id, given, of)).problem).toMatchObject({ status, code });
    expect(await marked(survey.id)).toBe(0);
    expect((await page.ask(newId(), token, blinded)).problem.code).toBe('not-found');
    const named = await side.openAndAnnounce({ audience: { kind: 'people', people: people.slice(0, 1) } });
    const [link = ''] = await page.tokensOf(named.id, people.slice(0, 1));
    expect((await page.ask(named.id, link, blinded)).problem.code).toBe('conflict');
    const elsewhere = await call(side.api.url, 'POST', `/surveys/${survey.id}/ballots`, {
      body: { token, blinded },
      headers: { 'skein-network': 'elsewhere' },
    });
    expect(elsewhere.problem.code).toBe('not-found');
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, {
      as: side.admin,
      ifMatch: survey.version,
    });
    await until(
      'the ballots to end',
      async () => (await page.ask(survey.id, token, blinded)).problem.code === 'closed',
    );
  });
});

describe('answering with a ballot', () => {
  it('is refused with none, a forged, a foreign or a reused one, or together with the link', async () => {
    const { survey, people } = await page.open(8);
    const { survey: another, people: others } = await page.open(8);
    const [token = ''] = await page.tokensOf(survey.id, people.slice(0, 1));
    const [elsewhere = ''] = await page.tokensOf(another.id, others.slice(0, 1));
    const ballot = await page.ballotFor(survey.id, token);
    const foreign = await page.ballotFor(another.id, elsewhere);
    const forged = { ...ballot, signature: randomBytes(256).toString('base64url') };
    const made = await makeBallot(await page.keyOf(survey.id));
    const unsigned = { ...made, signature: ballot.signature };
    const answers = { mood: 3 };
    for (const [reply, status, code, pointer] of [
      [page.answer(survey.id, ballot, answers, { ballot: undefined }), 401, 'invalid-token', '#/ballot'],
      [page.answer(survey.id, forged, answers), 401, 'invalid-token', '#/ballot/signature'],
      [page.answer(survey.id, unsigned as never, answers), 401, 'invalid-token', '#/ballot/signature'],
      [page.answer(survey.id, foreign, answers), 401, 'invalid-token', '#/ballot/signature'],
      [page.answer(survey.id, ballot, answers, { response: newId() }), 401, 'invalid-token', '#/response'],
      [page.answer(survey.id, ballot, answers, { token }), 400, 'invalid-request', '#/token'],
    ] as const)
      expect((await reply).problem).toMatchObject({ status, code, errors: [{ pointer }] });
    const open = await side.openAndAnnounce({ audience: { kind: 'open' } });
    expect((await page.answer(open.id, ballot, answers)).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/ballot' }],
    });
    expect((await page.answer(survey.id, ballot, answers)).status).toBe(202);
    await untilStored(survey.id, 1);
    expect(await rowsOf(open.id)).toEqual([]);
  });
});
