import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
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

const address = () => `${newId()}@example.org`;
const lettersTo = (email: string) => mail.letters.filter(({ to }) => to.email === email);
const askToJoin = (community: string, email: string, name = 'Hedda') =>
  call(net.url, 'POST', '/join-requests', { body: { name, email, community, message: 'Buy our pills' } });
const tokenIn = (url: string | undefined) => url?.split('token=')[1] ?? '';
const stopAt = (url: string | undefined) => call(net.url, 'POST', `/never-again?token=${tokenIn(url)}`);

describe('a letter that a stranger has sent', () => {
  it('holds nothing of what they entered, a name neither', async () => {
    const [community, email] = [await net.found(), address()];
    expect((await askToJoin(community, email, 'Hedda Quellbrunn')).status).toBe(202);
    const [letter] = lettersTo(email);
    expect(letter?.to).toEqual({ email });
    const said = JSON.stringify(letter);
    for (const word of ['Hedda', 'pills']) expect(said).not.toContain(word);
  });

  it.each([
    'Win a prize at http://spam.example/now',
    'www.spam.example',
    'Call spam.example',
    'SPAM.EXAMPLE wins',
    'me@spam.example',
    '<b>Prize</b>',
  ])('is not sent for a name like %s', async (name) => {
    const [community, email] = [await net.found(), address()];
    const refused = await askToJoin(community, email, name);
    expect(refused.problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#/name' }] });
    expect(refused.problem.errors?.[0]?.detail).toContain('write a name alone');
    expect(lettersTo(email)).toEqual([]);
  });

  it('names no member who calls themselves by an address', async () => {
    const [person = ''] = await net.takeIn(1, []);
    const renamed = await call(net.url, 'PATCH', `/people/${person}`, {
      as: net.admin,
      ifMatch: 1,
      body: { name: 'See http://spam.example' },
    });
    expect(renamed.problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#/name' }] });
  });

  it.each([
    'J.R.R. Tolkien',
    'Dr. Dorothea Quellbrunn',
    'Dr.Quellbrunn',
    'D’Souza-O’Connell, Mary',
    '山田 太郎',
    'Ana M. i Serra',
    'Sr.ª Inês',
  ])('goes for a name like %s', async (name) => {
    expect((await askToJoin(await net.found(), address(), name)).status).toBe(202);
  });
});

describe('whoever is no member', () => {
  it('has it by one link that nothing more comes, and can still come in by themselves', async () => {
    const [community, other, email] = [await net.found(), await net.found(), address()];
    await net.post('/invitations', { community, email });
    const letter = await until('the letter', () => lettersTo(email)[0]);
    expect(letter.stop).toContain('/never-again#token=');
    expect(tokenIn(letter.stop)).not.toContain(email);
    expect((await stopAt(letter.oneClick)).body).toEqual({ status: 'never-again' });
    // Pressing it twice is no mistake.
    expect((await stopAt(letter.stop)).status).toBe(200);
    for (const into of [other, community]) {
      const again = await net.post('/invitations', { community: into, email });
      expect(again.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/email' }] });
    }
    const open = await net.db.collection('invitations').findOne({ community, email });
    const renewed = await call(net.url, 'POST', `/invitations/${open?._id}/renewal`, {
      as: net.admin,
      ifMatch: 1,
      body: { days: 14 },
    });
    expect(renewed.problem.code).toBe('conflict');
    // Somebody enters their address over and over: one letter comes, since only so could they come back.
    for (const _ of [1, 2, 3]) expect((await askToJoin(other, email)).status).toBe(202);
    expect(lettersTo(email).map((one) => one.letter)).toEqual(['community-invitation', 'confirm-joining']);
    const confirmed = await net.post<{ id: string }>('/join-requests/confirmations', {
      token: await mail.tokenTo(email, 2),
    });
    const accepted = await call(net.url, 'POST', `/join-requests/${confirmed.body.id}/acceptance`, {
      as: net.admin,
      ifMatch: 2,
    });
    expect(accepted.status).toBe(200);
    expect(await net.db.collection('kept_away').countDocuments({ why: 'never-again' })).toBe(0);
  });

  it('who declined is not invited there again for half a year', async () => {
    const [community, other, email] = [await net.found(), await net.found(), address()];
    await net.post('/invitations', { community, email });
    const token = await mail.tokenTo(email);
    expect((await call(net.url, 'POST', `/invitation-answers/refusal?token=${token}`)).status).toBe(204);
    const again = await net.post('/invitations', { community, email });
    expect(again.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/email' }] });
    expect((await net.post('/invitations', { community: other, email })).status).toBe(201);
    net.letPass(181);
    expect((await net.post('/invitations', { community, email })).status).toBe(201);
    net.letPass(0);
  });

  it('stops nothing by a link of another network or of another kind', async () => {
    const [community, email] = [await net.found(), address()];
    await askToJoin(community, email);
    const [letter] = lettersTo(email);
    expect((await stopAt(letter?.link)).problem.code).toBe('invalid-token');
    const elsewhere = await call(net.url, 'POST', `/never-again?token=${tokenIn(letter?.stop)}`, {
      headers: { 'skein-network': 'elsewhere' },
    });
    expect(elsewhere.status).toBeGreaterThanOrEqual(400);
  });
});
