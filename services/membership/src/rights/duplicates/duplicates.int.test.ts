import type { DuplicatePair, Person } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const takeIn = async (over: object): Promise<string> => {
  const people = [{ name: 'Wilhelmina Brown', email: `${newId()}@example.org`, ...over }];
  return (
    (await net.post<{ people: { id: string }[] }>('/people/import', { people })).body.people[0]?.id ?? ''
  );
};
const pairs = async () =>
  (await call<{ items: DuplicatePair[] }>(net.url, 'GET', '/duplicates', { as: net.admin })).body.items.map(
    ({ people: [a, b] }) => [a.id, b.id].toSorted(),
  );
const merge = (id: string, gone: string, ifMatch = 1, as = net.admin) =>
  call<Person>(net.url, 'POST', `/people/${id}/merge`, { as, body: { gone, goneVersion: 1 }, ifMatch });

describe('duplicates', () => {
  it('are listed until they are said to be different people', async () => {
    const two = [await takeIn({ region: 'Fens' }), await takeIn({ region: 'Fens' })].toSorted();
    expect(await pairs()).toContainEqual(two);
    expect((await net.post('/duplicates/dismissals', { people: two })).status).toBe(204);
    expect(await pairs()).not.toContainEqual(two);
    const wrong = await net.post('/duplicates/dismissals', { people: [two[0], newId()] });
    expect(wrong.problem).toMatchObject({ code: 'unknown-reference', errors: [{ pointer: '#/people/1' }] });
  });

  it('become one person, whom everything follows', async () => {
    const [shared, alone] = [await net.found(), await net.found()];
    const kept = await takeIn({ consents: ['digest'], communities: [{ community: shared, role: 'member' }] });
    const gone = await takeIn({
      consents: ['event-news'],
      organisation: 'The Fens Trust',
      communities: [
        { community: shared, role: 'facilitator' },
        { community: alone, role: 'member' },
      ],
    });
    const path = `/people/${kept}/merge?gone=${gone}`;
    const preview = await call<{ filled: string[]; lost: string[] }>(net.url, 'GET', path, { as: net.admin });
    expect(preview.body).toMatchObject({ filled: ['organisation'], lost: ['email'], goneVersion: 1 });
    const post = catchLetters(net);
    const merged = await merge(kept, gone);
    const left = await until('the letter to the address that goes', () => post.letters[0]);
    post.stop();
    expect(left).toMatchObject({ letter: 'profiles-merged', to: { name: merged.body.name } });
    expect(left.to.email).not.toBe(merged.body.email);
    expect(merged.body).toMatchObject({ id: kept, organisation: 'The Fens Trust' });
    const read = () => call<Person>(net.url, 'GET', `/people/${kept}`, { as: net.admin });
    await until('the places to follow', async () => (await read()).body.communities.length === 2);
    const { communities } = (await read()).body;
    expect(communities.find(({ community }) => community === shared)?.role).toBe('facilitator');
    await until('the ledger to follow', async () => (await net.ledgerOf(kept)).length === 2);
    expect(await net.ledgerOf(gone)).toEqual([]);
    const asked = await call(net.url, 'GET', `/people/${gone}`, { as: net.admin });
    expect(asked.problem).toMatchObject({ status: 410, code: 'merged' });
    expect(asked.headers.get('location')).toBe(`/api/v1/people/${kept}`);
    const { purposes } = await net.preferences(await net.preferenceToken(gone));
    expect(purposes.filter(({ given }) => given).map(({ purpose }) => purpose)).toEqual([
      'digest',
      'event-news',
    ]);
    expect((await merge(kept, gone, 2)).problem.code).toBe('not-found');
  });

  it('are refused from a stale version, with oneself, and where roles would be given by a host', async () => {
    const [kept, gone] = [await takeIn({}), await takeIn({ roles: ['steering'] })];
    expect((await merge(kept, gone, 7)).problem.code).toBe('stale-edit');
    expect((await merge(kept, kept)).problem.code).toBe('conflict');
    expect((await merge(kept, newId())).problem.code).toBe('not-found');
    const host = await tokenFor(net.service, { roles: ['hosting-team'] });
    expect((await merge(kept, gone, 1, host)).problem.code).toBe('forbidden');
    expect(await net.db.collection('people').countDocuments({ _id: gone as never })).toBe(1);
  });

  it('are not merged while one of them is to be erased', async () => {
    const [kept, gone] = [await takeIn({}), await takeIn({})];
    const row = { _id: newId(), network: 'testing', version: 1, person: gone, status: 'confirmed' };
    const times = { reason: 'no-basis-left', askedAt: new Date(), confirmedAt: new Date() };
    await net.db.collection('erasure_requests').insertOne({ ...row, ...times } as never);
    expect((await merge(kept, gone)).problem.code).toBe('conflict');
  });
});
