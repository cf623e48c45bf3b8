import { type Introduction, type IntroductionWish, introductionWishesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let community: string;
let people: string[];
beforeAll(async () => {
  net = await startNetwork();
  community = await net.found();
  people = await net.takeIn(4, [], [community]);
});
afterAll(() => net.stop());

const as = (person: string, role: 'member' | 'facilitator' = 'member') =>
  tokenFor(net.service, { person, communities: { [community]: role } });
const reason = 'Both of us look after carers.';
const wish = async (person: string, to: string, over: object = {}) =>
  net.post<IntroductionWish>('/introduction-wishes', { to, reason, ...over }, await as(person));
const decide = (id: string, body: object, token: string, ifMatch = 1) =>
  call<IntroductionWish>(net.url, 'POST', `/introduction-wishes/${id}/outcome`, { as: token, body, ifMatch });
const listed = async (token: string, query = '') =>
  (await call<{ items: IntroductionWish[] }>(net.url, 'GET', `/introduction-wishes?${query}`, { as: token }))
    .body.items;
const outcomes = async (...requests: string[]) => {
  const { nats, config } = net.service.context;
  const question = { network: 'testing', requests };
  const told = await ask(nats, config.SKEIN_PREFIX, introductionWishesContract.questions.outcomes, question);
  return told?.outcomes;
};

test('a member asks to meet another one, whose facilitator introduces the two', async () => {
  const [ada = '', ben = '', flo = ''] = people;
  const path = `/communities/${community}/members/${flo}`;
  await call(net.url, 'PUT', `${path}/role`, { as: net.admin, body: { role: 'facilitator' }, ifMatch: 1 });
  const asked = await wish(ada, ben, { community });
  expect(asked).toMatchObject({ status: 201, body: { person: ada, to: ben, status: 'open', version: 1 } });
  const { id } = asked.body;
  expect((await wish(ada, ben)).problem).toMatchObject({
    code: 'already-exists',
    errors: [{ pointer: '#/to' }],
  });
  expect(await listed(await as(ada), `person=${ada}`)).toMatchObject([{ id }]);
  expect(await listed(await as(flo, 'facilitator'), 'status=open')).toMatchObject([{ id }]);
  // Whoever is to be met does not see who would like to.
  expect(await listed(await as(ben))).toEqual([]);
  const weaver = await as(flo, 'facilitator');
  expect((await decide(id, { status: 'introduced', reason }, await as(ada))).problem.code).toBe('forbidden');
  expect((await decide(id, { status: 'introduced', reason }, weaver, 7)).problem.code).toBe('stale-edit');
  const done = await decide(id, { status: 'introduced', reason: 'You have much in common.' }, weaver);
  expect(done.body).toMatchObject({ status: 'introduced', version: 2, introduction: expect.any(String) });
  expect(JSON.stringify(done.body)).not.toContain(flo);
  const made = await call<Introduction>(net.url, 'GET', `/introductions/${done.body.introduction}`, {
    as: weaver,
  });
  expect(made.body).toMatchObject({
    ...{ by: flo, community, reason: 'You have much in common.', status: 'asked' },
    people: [{ person: ada }, { person: ben }],
  });
  expect(await outcomes(id)).toMatchObject([{ request: id, what: reason, granted: true }]);
  expect((await decide(id, { status: 'declined', answer: 'No.' }, weaver, 2)).problem.code).toBe('conflict');
});

test('what is declined says why, and makes no introduction', async () => {
  const [ada = '', , , cy = ''] = people;
  const { id } = (await wish(ada, cy)).body;
  const host = await tokenFor(net.service, { person: newId(), roles: ['hosting-team'] });
  const unreasoned = await decide(id, { status: 'declined' }, host);
  expect(unreasoned.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/answer' }] });
  const declined = await decide(id, { status: 'declined', answer: 'They are away until May.' }, host);
  expect(declined.body).toMatchObject({ status: 'declined', answer: 'They are away until May.' });
  expect(declined.body).not.toHaveProperty('introduction');
  expect(await outcomes(id)).toMatchObject([{ granted: false, reason: 'They are away until May.' }]);
});

test('nobody asks after whom they may not see, nor in a community that is not theirs, nor after themselves', async () => {
  const [ada = '', ben = ''] = people;
  const stranger = await tokenFor(net.service, { person: newId() });
  const body = { to: ben, reason };
  expect((await net.post('/introduction-wishes', body, stranger)).problem.code).toBe('forbidden');
  const elsewhere = await wish(ada, ben, { community: await net.found() });
  expect(elsewhere.problem).toMatchObject({
    code: 'unknown-reference',
    errors: [{ pointer: '#/community' }],
  });
  expect((await wish(ada, ada)).problem).toMatchObject({ status: 400, errors: [{ pointer: '#/to' }] });
});
