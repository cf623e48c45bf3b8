import {
  joiningContract,
  proposalsContract,
  type QuestionDefinition,
  rectificationContract,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let mail: ReturnType<typeof catchLetters>;
beforeAll(async () => {
  net = await startNetwork();
  mail = catchLetters(net);
});
afterAll(async () => {
  mail.stop();
  await net.stop();
});

const take = async (over: object): Promise<string> => {
  const person = { name: 'Ida', email: `${newId()}@example.org`, ...over };
  const { body } = await net.post<{ people: { id: string }[] }>('/people/import', { people: [person] });
  return body.people[0]?.id ?? '';
};

/** Whom the last event about something names as those who decide. */
const decidersOf = async (type: string, subject: string): Promise<string[]> => {
  const row = await net.db
    .collection('outbox')
    .findOne({ 'envelope.type': type, 'envelope.subject': subject }, { sort: { version: -1 } });
  return row?.envelope.data.deciders;
};

const waitingIn = async (community: string) => {
  const email = `${newId()}@example.org`;
  await net.post('/join-requests', { name: 'Hedda', email, community, message: 'Hello' });
  const token = await mail.tokenTo(email);
  const { body } = await net.post<{ id: string }>('/join-requests/confirmations', { token });
  return { id: body.id, email };
};

const questionOf = (question: QuestionDefinition, requests: string[]) =>
  ask(net.service.context.nats, net.environment.SKEIN_PREFIX ?? '', question, {
    network: 'testing',
    requests,
  } as never);

describe('what waits', () => {
  it('is told to those who facilitate, else to the hosting team, else to the administrators', async () => {
    const { type } = joiningContract.events.joinRequested;
    const alone = await net.found();
    const admin = await take({ roles: ['admin'] });
    const first = await waitingIn(alone);
    expect(await decidersOf(type, first.id)).toEqual([admin]);
    const host = await take({ roles: ['hosting-team'] });
    expect(await decidersOf(type, (await waitingIn(alone)).id)).toEqual([host]);
    const led = await net.found();
    const facilitator = await take({ communities: [{ community: led, role: 'facilitator' }] });
    expect(await decidersOf(type, (await waitingIn(led)).id)).toEqual([facilitator]);
    const as = await tokenFor(net.service, { person: facilitator });
    const asked = await net.post<{ id: string }>(
      '/rectification-requests',
      { person: facilitator, what: 'My name' },
      as,
    );
    const rectified = rectificationContract.events.rectificationAsked.type;
    expect(await decidersOf(rectified, asked.body.id)).toEqual([host]);
    const proposed = await net.post<{ id: string }>(
      '/community-proposals',
      { slug: `p-${newId()}`, name: 'Weavers', domain: 'Bridging', description: '', why: '' },
      as,
    );
    expect(proposed.status).toBe(201);
    expect(await decidersOf(proposalsContract.events.proposalMoved.type, proposed.body.id)).toEqual([host]);
    expect(await questionOf(proposalsContract.questions.waiting, [proposed.body.id])).toMatchObject({
      waiting: [{ request: proposed.body.id, about: 'Weavers' }],
    });
    expect(await questionOf(rectificationContract.questions.waiting, [asked.body.id])).toMatchObject({
      waiting: [{ request: asked.body.id }],
    });
  });

  it('and is declined leaves the address alone, for the letter that says so', async () => {
    const { id, email } = await waitingIn(await net.found());
    expect(await questionOf(joiningContract.questions.waiting, [id])).toMatchObject({
      waiting: [{ request: id }],
    });
    const declined = await call(net.url, 'POST', `/join-requests/${id}/refusal`, {
      as: net.admin,
      ifMatch: 2,
    });
    expect(declined.status).toBe(204);
    expect(await questionOf(joiningContract.questions.waiting, [id])).toEqual({ waiting: [] });
    expect(await questionOf(joiningContract.questions.declined, [id])).toMatchObject({
      declined: [{ request: id, name: 'Hedda', email }],
    });
    const row = await net.db.collection('join_requests').findOne({ _id: id as never });
    expect(row).not.toHaveProperty('message');
    expect(row?.forgetAt.getTime()).toBeLessThan(Date.now() + 4 * 24 * 3600 * 1000);
    const twice = await call(net.url, 'POST', `/join-requests/${id}/refusal`, { as: net.admin, ifMatch: 3 });
    expect(twice.problem.code).toBe('conflict');
  });
});
