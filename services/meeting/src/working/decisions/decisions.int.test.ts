import type { Decision, Meeting } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const written = (rest: object = {}) => ({
  community: net.community,
  what: 'We meet on Fridays',
  why: 'Most can.',
  ...rest,
});

const record = (rest: object = {}, as = net.tokens.ada) =>
  net.api<Decision>('POST', '/decisions', { as, body: written(rest) });

const review = ({ id, version }: Decision, body: object, as = net.tokens.ada) =>
  net.api<Decision>('POST', `/decisions/${id}/reviews`, { as, ifMatch: version, body });

const list = async (query = ''): Promise<string[]> => {
  const path = `/decisions?community=${net.community}&limit=200${query}`;
  const { body } = await net.api<{ items: Decision[] }>('GET', path, { as: net.tokens.ben });
  return body.items.map(({ id }) => id);
};

it('is written down with its meeting and who agreed, and comes back on its day until it is kept or ends', async () => {
  const { ada, ben } = net.people;
  const as = net.tokens.ada;
  const meeting = (await net.api<Meeting>('POST', '/meetings', { as, body: planFor(net.community) })).body.id;
  const facts = { decidedOn: '2026-05-04', reviewOn: '2026-11-04', agreedBy: [ada, ben], meeting };
  const recorded = await record(facts);
  expect(recorded).toMatchObject({ status: 201, body: { ...facts, status: 'standing', reviews: [] } });
  const { id } = recorded.body;
  const later = (await record({ decidedOn: '2026-05-05', reviewOn: '2027-05-05' })).body;
  expect((await list()).slice(0, 2)).toEqual([later.id, id]);
  expect(await list('&due=2026-11-03')).not.toContain(id);
  expect(await list('&due=2026-11-04')).toContain(id);
  expect(await list('&due=2026-11-04')).not.toContain(later.id);
  const reviewOn = '2099-11-04';
  const kept = await review(recorded.body, { outcome: 'kept', word: 'It works.', meeting, reviewOn });
  expect(kept.body).toMatchObject({ version: 2, reviewOn, reviews: [{ by: ada, outcome: 'kept', meeting }] });
  expect(await list('&due=2026-11-04')).not.toContain(id);
  const ended = await review(kept.body, { outcome: 'ended' });
  expect(ended.body).toMatchObject({ version: 3, status: 'ended' });
  expect(await list('&due=2100-01-01')).not.toContain(id);
  expect(await list('&status=ended')).toContain(id);
  expect((await review(ended.body, { outcome: 'kept' })).problem).toMatchObject({
    status: 409,
    code: 'closed',
  });
});

it('is put right by those who run the community', async () => {
  const { body } = await record();
  const edit = (ifMatch: number, sent: object, as = net.tokens.ada) =>
    net.api<Decision>('PATCH', `/decisions/${body.id}`, { as, ifMatch, body: sent });
  expect((await edit(1, { why: 'All can.' })).body).toMatchObject({ why: 'All can.', version: 2 });
  expect((await edit(1, { why: 'Late' })).problem.code).toBe('stale-edit');
  expect((await edit(2, { why: 'Mine' }, net.tokens.ben)).problem.code).toBe('forbidden');
  expect((await edit(2, { agreedBy: [newId()] })).problem).toMatchObject({
    status: 422,
    errors: [{ pointer: '#/agreedBy/0' }],
  });
});

it('is refused with the field that does not fit', async () => {
  const wrong: [object, number, string][] = [
    [{ what: ' ' }, 400, '#/what'],
    [{ decidedOn: 'Friday' }, 400, '#/decidedOn'],
    [{ decidedOn: '2026-05-04', reviewOn: '2026-05-04' }, 400, '#/reviewOn'],
    [{ agreedBy: [newId()] }, 422, '#/agreedBy/0'],
    [{ meeting: newId() }, 422, '#/meeting'],
  ];
  for (const [rest, status, pointer] of wrong)
    expect((await record(rest)).problem).toMatchObject({ status, errors: [{ pointer }] });
  expect((await record({ community: newId() }, net.tokens.admin)).problem).toMatchObject({
    status: 422,
    errors: [{ pointer: '#/community' }],
  });
});

it('is for those who belong to the community, and not there for another network', async () => {
  const { id } = (await record()).body;
  for (const as of [net.tokens.cy, net.tokens.dot]) {
    expect((await record({}, as)).problem.code).toBe('forbidden');
    expect((await net.api('GET', `/decisions/${id}`, { as })).problem.code).toBe('forbidden');
  }
  const read = await net.api('GET', `/decisions/${id}`, { as: net.tokens.foreigner });
  expect(read.problem.code).toBe('not-found');
});
