import type { MyErasure, NetworkRole } from '@skein/contracts';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';
import { catchLetters, type Letters } from '../../testing/visitor.ts';

let net: Network;
let letters: Letters;
beforeAll(async () => {
  net = await startNetwork();
  letters = catchLetters(net.service);
});
afterAll(async () => {
  letters.stop();
  await net.stop();
});

const path = '/erasure-requests/mine';
const read = async (as: string) => (await call<MyErasure>(net.url, 'GET', path, { as })).body;
const ask = (as: string) => net.post<{ status: string }>(path, undefined, as);

const member = async (roles: NetworkRole[] = [], communities: object[] = []) => {
  const email = `${Math.random().toString(36).slice(2)}@example.org`;
  const people = [{ name: 'Wilhelmina Brown', email, roles, communities }];
  const { body } = await net.post<{ people: { id: string }[] }>('/people/import', { people });
  const id = body.people[0]?.id ?? '';
  return { id, email, as: await tokenFor(net.service, { person: id, roles }) };
};

describe('the wish to be forgotten of who is signed in', () => {
  it('needs a sign-in of just now and a letter, and is taken back until it begins', async () => {
    const { id, email, as } = await member();
    const proof = { at: new Date(Date.now() - 3_600_000).toISOString() };
    const stale = await tokenFor(net.service, { person: id, proof });
    expect((await ask(stale)).problem.code).toBe('stale-sign-in');
    expect(await read(as)).toEqual({ waitsADay: false, lastAdministrator: false, unled: [] });
    expect((await ask(as)).body).toEqual({ status: 'letter-sent' });
    const { request } = await read(as);
    expect(request).toMatchObject({ status: 'unconfirmed', reason: 'asked' });
    const withdrawal = `/erasure-requests/${request?.id}/withdrawal`;
    expect((await net.post(withdrawal)).problem.code).toBe('conflict');
    expect((await net.post(withdrawal, undefined, as)).status).toBe(204);
    expect(await read(as)).not.toHaveProperty('request');
    const token = await letters.token(email);
    expect((await net.post('/erasure-requests/confirmations', { token })).problem.code).toBe('expired-token');
  });

  it('says before what follows: a day of waiting, and communities that nobody would facilitate', async () => {
    const [alone, shared] = [await net.found(), await net.found()];
    const place = (community: string) => ({ community, role: 'facilitator' });
    await member([], [place(shared)]);
    const { email, as } = await member(['steering'], [place(alone), place(shared)]);
    expect(await read(as)).toEqual({ waitsADay: true, lastAdministrator: false, unled: [alone] });
    await ask(as);
    await net.post('/erasure-requests/confirmations', { token: await letters.token(email) });
    const { request } = await read(as);
    expect(request).toMatchObject({ status: 'confirmed' });
    expect(Date.parse(request?.notBefore ?? '')).toBeGreaterThan(Date.now());
    expect((await net.post(`/erasure-requests/${request?.id}/withdrawal`, undefined, as)).status).toBe(204);
  });

  it('is refused to the last administrator before any letter goes', async () => {
    const { email, as } = await member(['admin']);
    expect(await read(as)).toMatchObject({ lastAdministrator: true });
    expect((await ask(as)).problem.code).toBe('conflict');
    expect(letters.to(email)).toEqual([]);
  });
});
