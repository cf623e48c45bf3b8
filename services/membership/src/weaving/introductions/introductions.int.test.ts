import { type Introduction, type IntroductionQuestion, introductionsContract } from '@skein/contracts';
import { newId, signLink } from '@skein/service-kit';
import { ask, call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let weaver: string;
beforeAll(async () => {
  net = await startNetwork();
  [weaver = ''] = await net.takeIn(1, []);
});
afterAll(() => net.stop());

const hosting = (within = net, person = weaver) =>
  tokenFor(within.service, { person, roles: ['hosting-team'] });
const reason = 'You both look after carers.';
const introduce = async (people: string[], over: object = {}, within = net): Promise<Introduction> => {
  const made = await within.post<Introduction>(
    '/introductions',
    { people, reason, ...over },
    await hosting(),
  );
  expect(made.problem?.detail).toBeUndefined();
  return made.body;
};
const linkOf = (introduction: string, person: string, network = 'testing', at = Date.now() + 600_000) =>
  signLink(
    net.service.context.signingKey,
    'introduction',
    { net: network, sub: person, introduction },
    new Date(at),
  );
const byLink = async <T = IntroductionQuestion>(
  { id }: Introduction,
  person: string,
  body?: object,
  path = 'introduction-answers',
) =>
  call<T>(net.url, body ? 'POST' : 'GET', `/${path}?token=${await linkOf(id, person)}`, {
    ...(body && { body }),
  });
const letters = async ({ id }: Introduction, part: 'ask' | 'exchange' | 'follow-up', people: string[]) => {
  const question = { network: 'testing', introduction: id, part, people };
  const prefix = net.environment.SKEIN_PREFIX ?? '';
  return (
    (await ask(net.service.context.nats, prefix, introductionsContract.questions.letters, question))
      ?.letters ?? []
  );
};
const emailOf = async (person: string) =>
  (await net.db.collection('people').findOne({ _id: person as never }))?.email;
const list = async (query: string, as: string): Promise<string[]> =>
  (await call<{ items: Introduction[] }>(net.url, 'GET', `/introductions?${query}`, { as })).body.items.map(
    ({ id }) => id,
  );

describe('an introduction', () => {
  it('waits for each who is introduced, who answer it signed in as well, and for nobody else', async () => {
    const [ada = '', ben = '', cy = ''] = await net.takeIn(3, []);
    const { id } = await introduce([ada, ben]);
    const as = (person: string) => tokenFor(net.service, { person });
    const waiting = async (person: string) => {
      const reply = await call<{ items: IntroductionQuestion[] }>(net.url, 'GET', '/asked-introductions', {
        as: await as(person),
      });
      return reply.body.items.map(({ introduction }) => introduction);
    };
    const say = async (person: string, answer: string) =>
      call<IntroductionQuestion>(net.url, 'POST', `/introductions/${id}/answers`, {
        ...{ as: await as(person), body: { answer } },
      });
    expect(await waiting(ada)).toEqual([id]);
    expect(await waiting(cy)).toEqual([]);
    expect((await say(cy, 'accept')).problem).toMatchObject({ status: 404 });
    expect((await say(ada, 'perhaps')).problem).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '#/answer' }] },
    });
    expect((await say(ada, 'accept')).body).toMatchObject({ answer: 'accept', connected: false });
    expect(await waiting(ada)).toEqual([]);
    expect((await say(ben, 'accept')).body).toMatchObject({ connected: true });
    expect(await waiting(ben)).toEqual([]);
  });

  it('gives addresses only once both accepted, by their own links', async () => {
    const [ada = '', ben = '', cy = ''] = await net.takeIn(3, []);
    const made = await introduce([ada, ben, cy]);
    expect(made).toMatchObject({
      status: 'asked',
      by: weaver,
      people: [{ person: ada }, { person: ben }, {}],
    });
    const asked = await letters(made, 'ask', [ada, ben, newId()]);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ person: ada, weaver: 'Wilhelmina', reason });
    expect(JSON.stringify(asked)).not.toContain('@');
    expect(await letters(made, 'exchange', [ada, ben])).toEqual([]);

    const question = await byLink(made, ada);
    expect(question.body).toMatchObject({ weaver: 'Wilhelmina', reason, open: true, connected: false });
    expect(question.body.others).toHaveLength(2);
    expect((await byLink(made, ada, { answer: 'accept' })).body).toMatchObject({
      answer: 'accept',
      open: true,
    });
    await byLink(made, cy, { answer: 'decline' });
    expect(await letters(made, 'exchange', [ada, ben, cy])).toEqual([]);
    expect((await byLink(made, ben, { answer: 'accept' })).body).toMatchObject({
      connected: true,
      open: false,
    });
    expect((await byLink(made, ben, { answer: 'decline' })).problem.code).toBe('closed');
    const exchanged = await letters(made, 'exchange', [ada, ben, cy]);
    expect(exchanged.map(({ person, others }) => [person, others.map(({ email }) => email)])).toEqual([
      [ada, [await emailOf(ben)]],
      [ben, [await emailOf(ada)]],
    ]);

    const told = await net.db
      .collection('outbox')
      .find({ 'envelope.subject': made.id })
      .sort({ version: 1 })
      .toArray();
    expect(told.map(({ version, envelope }) => [version, envelope.data.exchange])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
      [4, [ada, ben]],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/carers|Wilhelmina|decline/);

    expect((await byLink(made, cy, { came: 'met' }, 'introduction-outcomes')).problem.code).toBe('conflict');
    expect((await byLink(made, ada, { came: 'met' }, 'introduction-outcomes')).body).toMatchObject({
      came: 'met',
    });
    const outcome = { came: 'working-together', note: 'A book club.' };
    const path = `/introductions/${made.id}`;
    const worked = await net.post<Introduction>(`${path}/outcomes`, outcome, await hosting());
    expect(worked.body).toMatchObject({ came: 'working-together', status: 'connected' });
    expect(worked.body.outcomes.map(({ by }) => by)).toEqual([ada, weaver]);
    // Those introduced are not told what the others answered, or said.
    const seen = (
      await call<Introduction>(net.url, 'GET', path, { as: await tokenFor(net.service, { person: ben }) })
    ).body;
    expect(seen.people).toEqual([{ person: ada }, { person: ben, answer: 'accept' }, { person: cy }]);
    expect(seen).toMatchObject({ outcomes: [] });
    expect(seen).not.toHaveProperty('came');
  });

  it('introduces two communities by their facilitators', async () => {
    const [a, b] = [await net.found(), await net.found()];
    const [ada = '', ben = ''] = await net.takeIn(2, []);
    const lacking = await net.post('/introductions', { communities: [a, b], reason }, await hosting());
    expect(lacking.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/communities/0' }] });
    await net.post(`/communities/${a}/members`, { person: ada, role: 'facilitator' });
    await net.post(`/communities/${b}/members`, { person: ben, role: 'facilitator' });
    const made = await net.post<Introduction>(
      '/introductions',
      { communities: [a, b], reason },
      await hosting(),
    );
    expect(made.body.people).toEqual([
      { person: ada, community: a },
      { person: ben, community: b },
    ]);
    expect((await byLink(made.body, ada)).body.others).toMatchObject([{ community: expect.any(String) }]);
  });

  it('refuses what does not fit, and leaves nothing behind', async () => {
    const [ada = '', ben = ''] = await net.takeIn(2, []);
    const count = () => net.db.collection('introductions').countDocuments();
    const before = await count();
    for (const [body, pointer, code] of [
      [{ people: [ada, newId()] }, '#/people/1', 'unknown-reference'],
      [{ communities: [await net.found(), newId()] }, '#/communities/1', 'unknown-reference'],
      [{ people: [ada, ada] }, '#/people/1', 'invalid-request'],
      [{ people: [ada, weaver] }, '#/people/1', 'invalid-request'],
      [{ people: [ada] }, '#/people', 'invalid-request'],
      [{}, '#/people', 'invalid-request'],
      [{ people: [ada, ben], followUpWeeks: 0 }, '#/followUpWeeks', 'invalid-request'],
      [{ people: [ada, ben], reason: '' }, '#/reason', 'invalid-request'],
    ] as const) {
      const refused = await net.post('/introductions', { reason, ...body }, await hosting());
      expect(refused.problem).toMatchObject({ code, errors: [{ pointer }] });
    }
    expect(await count()).toBe(before);
  });

  it('is made by those who run a community for members of it', async () => {
    const [mine, other] = [await net.found(), await net.found()];
    const [ada = ''] = await net.takeIn(1, [], [mine]);
    const [ben = '', cy = ''] = await net.takeIn(2, [], [other]);
    const core = await tokenFor(net.service, { communities: { [mine]: 'core' } });
    const send = (over: object) => net.post<Introduction>('/introductions', { reason, ...over }, core);
    expect((await send({ people: [ada, ben] })).problem.code).toBe('forbidden');
    expect((await send({ people: [ben, cy], community: mine })).problem.code).toBe('forbidden');
    expect((await send({ people: [ada, ben], community: other })).problem.code).toBe('forbidden');
    const theirs = { communities: [other, await net.found()], community: mine };
    expect((await send(theirs)).problem.code).toBe('forbidden');
    const made = await send({ people: [ada, ben], community: mine });
    expect(made.status).toBe(201);
    expect(await list(`community=${mine}`, core)).toEqual([made.body.id]);
    expect(await list('', core)).toEqual([made.body.id]);
    const foreign = await call(net.url, 'GET', `/introductions?community=${other}`, { as: core });
    expect(foreign.problem.code).toBe('forbidden');
  });

  it('takes no link but its own', async () => {
    const [ada = '', ben = '', cy = ''] = await net.takeIn(3, []);
    const made = await introduce([ada, ben]);
    const read = async (token: Promise<string>) =>
      (await call(net.url, 'GET', `/introduction-answers?token=${await token}`)).problem.code;
    expect(await read(linkOf(made.id, cy))).toBe('not-found');
    expect(await read(linkOf(newId(), ada))).toBe('not-found');
    expect(await read(linkOf(made.id, ada, 'elsewhere'))).toBe('invalid-token');
    expect(await read(linkOf(made.id, ada, 'testing', Date.now() - 1_000))).toBe('expired-token');
    expect(await read(net.preferenceToken(ada))).toBe('invalid-token');
    expect((await byLink(made, ada, { answer: 'perhaps' })).problem).toMatchObject({
      errors: [{ pointer: '#/answer' }],
    });
  });

  it('is found by what is asked for, and counted by what came of it', async () => {
    const own = await startNetwork();
    onTestFinished(own.stop);
    const [host = '', ada = '', ben = '', cy = ''] = await own.takeIn(4, []);
    const as = await hosting(own, host);
    const make = async (people: string[]) =>
      (await own.post<Introduction>('/introductions', { people, reason }, as)).body;
    const [first, second, third] = [await make([ada, ben]), await make([ada, cy]), await make([ben, cy])];
    const key = own.service.context.signingKey;
    const say = async ({ id }: Introduction, person: string, answer: string) => {
      const claims = { net: 'testing', sub: person, introduction: id };
      const token = await signLink(key, 'introduction', claims, new Date(Date.now() + 600_000));
      await call(own.url, 'POST', `/introduction-answers?token=${token}`, { body: { answer } });
    };
    await say(first, ada, 'accept');
    await say(first, ben, 'accept');
    await say(second, cy, 'decline');
    const found = async (query: string, token = as) =>
      (
        await call<{ items: Introduction[] }>(own.url, 'GET', `/introductions?${query}`, { as: token })
      ).body.items.map(({ id }) => id);
    expect(await found('status=connected')).toEqual([first.id]);
    expect(await found('status=declined')).toEqual([second.id]);
    expect(await found('status=asked')).toEqual([third.id]);
    expect(await found(`person=${ada}&mine=true`)).toEqual([second.id, first.id]);
    // Whoever is introduced cannot find out by a filter that it was declined.
    const introduced = await tokenFor(own.service, { person: ada });
    expect(await found('status=declined', introduced)).toEqual([]);
    expect(await found('', introduced)).toEqual([second.id, first.id]);
    const figures = async () =>
      (await call(own.url, 'GET', '/introduction-figures', { as })).body as Record<string, unknown>;
    expect(await figures()).toMatchObject({
      made: 3,
      untold: 1,
      statuses: { connected: 1, declined: 1, asked: 1 },
    });
    await own.post(`/introductions/${first.id}/outcomes`, { came: 'met' }, as);
    own.letPass(31);
    const later = await hosting(own, host);
    expect((await call(own.url, 'GET', '/introductions?status=expired', { as: later })).body).toMatchObject({
      items: [{ id: third.id, status: 'expired' }],
    });
    expect(await figures()).toMatchObject({ untold: 0, came: { met: 1 }, statuses: { expired: 1 } });
  });

  it('is followed up on its day, once, where they were introduced and nobody said what came of it', async () => {
    const own = await startNetwork();
    onTestFinished(own.stop);
    const rows = ['connected', 'connected', 'asked'].map((status, index) => ({
      ...{ _id: newId(), network: 'testing', version: 3, by: newId(), people: [], reason, status },
      ...{ askedAt: new Date(), expiresAt: new Date(), outcomes: [] },
      followUpOn: index === 1 ? '2027-01-05' : '2027-01-04',
    }));
    own.service.context.now = () => new Date('2027-01-04T07:59:00Z');
    await own.db.collection('introductions').insertMany(rows as never[]);
    own.service.context.now = () => new Date('2027-01-04T08:00:00Z');
    const due = () => own.db.collection('introductions').countDocuments({ followUpOn: { $exists: true } });
    const asked = async () =>
      (
        await own.db
          .collection('outbox')
          .find({ 'envelope.type': /follow-up-due/ })
          .toArray()
      ).map(({ envelope, version }) => [envelope.subject, version]);
    await until('the first day', async () => (await due()) === 1);
    expect(await asked()).toEqual([[rows[0]?._id, 4]]);
    own.service.context.now = () => new Date('2027-01-05T12:00:00Z');
    await until('the second day', async () => (await due()) === 0);
    expect(await asked()).toHaveLength(2);
  });
});
