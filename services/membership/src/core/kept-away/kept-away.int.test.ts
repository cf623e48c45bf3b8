import { audiencesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importClient } from '../../testing/import-client.ts';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let mail: ReturnType<typeof catchLetters>;
let client: ReturnType<typeof importClient>;
beforeAll(async () => {
  net = await startNetwork();
  mail = catchLetters(net);
  client = importClient(net.url, net.admin);
});
afterAll(async () => {
  mail.stop();
  await net.stop();
});

const address = () => `${newId()}@example.org`;
const personAt = (email: string) => net.db.collection('people').findOne({ email });

/** Erases a member, and waits until nobody is there any more. */
const erase = async (email: string): Promise<void> => {
  const person = String((await personAt(email))?._id);
  expect((await net.post('/erasure-requests', { person })).status).toBe(201);
  const swept = { _id: person as never, sweeps: { $gt: 0 } };
  await until('membership to have swept', () => net.db.collection('departures').findOne(swept));
  // As when the receipt has gone out, which waits for the other services.
  await net.db.collection('erasure_requests').updateOne({ person }, { $unset: { letterTo: 1 } });
};

const memberErased = async (): Promise<string> => {
  const email = address();
  expect((await net.post('/people/import', { people: [{ name: 'Hedda', email }] })).status).toBe(201);
  await erase(email);
  return email;
};

describe('the address of somebody who was erased', () => {
  it('is kept by a keyed hash alone', async () => {
    const email = await memberErased();
    for (const { name } of await net.db.listCollections().toArray()) {
      expect(JSON.stringify(await net.db.collection(name).find().toArray()), name).not.toContain(email);
    }
    expect(await net.db.collection('kept_away').countDocuments({ why: 'erased' })).toBeGreaterThan(0);
  });

  it('is a problem of the row that an old list has it in, and nobody is taken in', async () => {
    const [gone, other] = [await memberErased(), address()];
    const checked = await client.upload(`name,email\nHedda,${gone.toUpperCase()}\nBea,${other}`);
    expect(checked.rows).toMatchObject({ good: 1, bad: 1, newPeople: 1 });
    const [problem] = await client.problems(checked.id);
    expect(problem).toMatchObject({ line: 2, column: 2, heading: 'email' });
    expect(problem?.detail).toContain('only they can come back');
    await client.settled((await client.apply(checked.id, 'good-rows-only')).body.id, 'done');
    expect(await personAt(gone)).toBeNull();
    expect(await personAt(other)).not.toBeNull();
  });

  it('is not taken in either where the erasure came between the check and the import', async () => {
    const email = address();
    await net.post('/people/import', { people: [{ name: 'Hedda', email }] });
    const checked = await client.upload(`name,email\nHedda,${email}`);
    expect(checked.rows).toMatchObject({ good: 1 });
    await erase(email);
    // Whether the row was swept up by then or not.
    await client.settled((await client.apply(checked.id)).body.id, 'done', 'failed');
    expect(await personAt(email)).toBeNull();
  });

  it('comes back by no act of others', async () => {
    const [email, community] = [await memberErased(), await net.found()];
    const imported = await net.post('/people/import', {
      people: [
        { name: 'Ada', email: address() },
        { name: 'Hedda', email },
      ],
    });
    expect(imported.problem).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '#/people/1/email', detail: expect.stringContaining('only they can come back') }],
    });
    const invited = await net.post('/invitations', { community, email });
    expect(invited.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/email' }] });
    const [owner = ''] = await net.takeIn(1, []);
    const about = { name: 'Hedda', source: 'a talk', owner };
    const prospect = await net.post('/prospects', { ...about, email });
    expect(prospect.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/email' }] });
    const known = await net.post<{ id: string }>('/prospects', about);
    const edited = await call(net.url, 'PATCH', `/prospects/${known.body.id}`, {
      as: net.admin,
      body: { email },
      ifMatch: 1,
    });
    expect(edited.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/email' }] });
    const { SKEIN_PREFIX = '' } = net.environment;
    const question = { network: 'testing', addresses: [email, address()] };
    const whose = await ask(
      net.service.context.nats,
      SKEIN_PREFIX,
      audiencesContract.questions.byAddress,
      question,
    );
    expect(whose).toEqual({ members: [], away: [email] });
    expect(await personAt(email)).toBeNull();
  });

  it('comes back when they join by themselves, and lists find it as any other then', async () => {
    const [email, community] = [await memberErased(), await net.found()];
    const asked = await net.post('/join-requests', { name: 'Hedda', email, community });
    expect(asked.status).toBe(202);
    const token = await mail.tokenTo(email);
    const confirmed = await net.post<{ id: string }>('/join-requests/confirmations', { token });
    // Asking is not enough: it is still a problem of a list until they are welcomed.
    expect((await client.upload(`name,email\nHedda,${email}`)).rows).toMatchObject({ bad: 1 });
    const accepted = await call(net.url, 'POST', `/join-requests/${confirmed.body.id}/acceptance`, {
      as: net.admin,
      ifMatch: 2,
    });
    expect(accepted.status).toBe(200);
    expect(await personAt(email)).not.toBeNull();
    expect((await client.upload(`name,email\nHedda,${email}`)).rows).toMatchObject({ good: 1, bad: 0 });
  });

  it('stays away in its own network alone', async () => {
    const email = await memberErased();
    const { SKEIN_PREFIX = '' } = net.environment;
    const elsewhere = await ask(
      net.service.context.nats,
      SKEIN_PREFIX,
      audiencesContract.questions.byAddress,
      { network: 'elsewhere', addresses: [email] },
    );
    expect(elsewhere).toEqual({ members: [], away: [] });
  });
});

it('keeps away the address that a member had before they were merged with themselves', async () => {
  const [first, second] = [address(), address()];
  const made = await net.post<{ people: { id: string }[] }>('/people/import', {
    people: [
      { name: 'Hedda', email: first },
      { name: 'Hedda', email: second },
    ],
  });
  const [kept, gone] = made.body.people.map(({ id }) => id);
  const merged = await call(net.url, 'POST', `/people/${kept}/merge`, {
    as: net.admin,
    ifMatch: 1,
    body: { gone, goneVersion: 1 },
  });
  expect(merged.status).toBe(200);
  await erase(first);
  expect((await client.upload(`name,email\nH,${first}\nH,${second}`)).rows).toMatchObject({ bad: 2 });
});
