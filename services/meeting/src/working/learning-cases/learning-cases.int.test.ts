import type { LearningCase, Meeting } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
let february: Meeting;
let april: Meeting;
let neighbours: Meeting;

const plan = async (community: string, startsAt: string): Promise<Meeting> => {
  const body = planFor(community, { startsAt });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.admin, body })).body;
};

beforeAll(async () => {
  net = await startNetwork();
  february = await plan(net.community, '2019-02-08T09:30:00Z');
  april = await plan(net.community, '2019-04-12T08:30:00Z');
  neighbours = await plan(net.neighbour, '2019-05-10T08:30:00Z');
});
afterAll(() => net.stop());

const situation = (rest: object = {}) => ({
  title: 'Answering a harsh review',
  situation: 'A long public complaint.',
  broughtBy: net.people.ben,
  ...rest,
});

const raise = async (rest: object = {}): Promise<LearningCase> => {
  const raised = await net.api<LearningCase>('POST', `/meetings/${february.id}/learning-cases`, {
    as: net.tokens.ben,
    body: situation(rest),
  });
  expect(raised.status).toBe(201);
  return raised.body;
};

const edit = ({ id }: LearningCase, ifMatch: number, body: object, as = net.tokens.ben) =>
  net.api<LearningCase>('PATCH', `/learning-cases/${id}`, { as, ifMatch, body });

describe('learning cases', () => {
  it('are raised, taken forward with insights, and closed by feedback at a later meeting', async () => {
    const raised = await raise();
    expect(raised).toMatchObject({ status: 'raised', version: 1, meeting: february.id, observations: [] });
    const observed = await edit(raised, 1, { observations: ['Others know this well.'] });
    expect(observed.body).toMatchObject({ status: 'raised', version: 2 });
    const waiting = await edit(raised, 2, { insights: ['Being public makes it feel different.'] });
    expect(waiting.body).toMatchObject({
      status: 'awaiting-feedback',
      observations: ['Others know this well.'],
      version: 3,
    });
    const feedback = { meeting: april.id, tried: 'We wrote back together.' };
    const closed = await edit(raised, 3, { feedback });
    expect(closed.body).toMatchObject({ status: 'closed', feedback, version: 4 });
    const late = await edit(raised, 4, { insights: ['One more'] });
    expect(late.problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('wait for feedback at once where they come with insights', async () => {
    expect((await raise({ insights: ['It feels public.'] })).status).toBe('awaiting-feedback');
  });

  it('are listed newest first, by status too', async () => {
    const first = await raise({ title: 'First' });
    const second = await raise({ title: 'Second', insights: ['It feels public.'] });
    const path = `/learning-cases?community=${net.community}`;
    const as = net.tokens.ben;
    const idsOf = async (query: string): Promise<string[]> =>
      (await net.api<{ items: LearningCase[] }>('GET', path + query, { as })).body.items.map(({ id }) => id);
    expect((await idsOf('')).slice(0, 2)).toEqual([second.id, first.id]);
    expect((await idsOf('&status=awaiting-feedback'))[0]).toBe(second.id);
    expect(await idsOf('&status=awaiting-feedback')).not.toContain(first.id);
    const page = await net.api<{ next: string }>('GET', `${path}&limit=1`, { as });
    expect((await idsOf(`&limit=1&after=${page.body.next}`))[0]).toBe(first.id);
  });

  it('take feedback at a later meeting of their community alone', async () => {
    const raised = await raise();
    for (const meeting of [newId(), neighbours.id]) {
      const refused = await edit(raised, 1, { feedback: { meeting, tried: 'This' } });
      expect(refused.problem).toMatchObject({
        status: 422,
        code: 'unknown-reference',
        errors: [{ pointer: '#/feedback/meeting' }],
      });
    }
    const same = await edit(raised, 1, { feedback: { meeting: february.id, tried: 'This' } });
    expect(same.problem).toMatchObject({
      status: 409,
      code: 'conflict',
      errors: [{ pointer: '#/feedback/meeting' }],
    });
  });

  it('name what is unknown or does not fit', async () => {
    const path = `/meetings/${february.id}/learning-cases`;
    const as = net.tokens.ben;
    const stranger = await net.api('POST', path, { as, body: situation({ broughtBy: newId() }) });
    expect(stranger.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/broughtBy' }] });
    const untitled = await net.api('POST', path, { as, body: situation({ title: '' }) });
    expect(untitled.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/title' }] });
    const nowhere = await net.api('POST', `/meetings/${newId()}/learning-cases`, { as, body: situation() });
    expect(nowhere.problem).toMatchObject({ status: 404, code: 'not-found' });
    const raised = await raise();
    expect((await edit(raised, 5, { insights: [] })).problem.code).toBe('stale-edit');
    const bare = await net.api('PATCH', `/learning-cases/${raised.id}`, { as, body: {} });
    expect(bare.problem.code).toBe('if-match-required');
  });

  it('are raised once for an Idempotency-Key', async () => {
    const request = { as: net.tokens.ben, key: newId(), body: situation() };
    const path = `/meetings/${february.id}/learning-cases`;
    const first = await net.api<LearningCase>('POST', path, request);
    expect((await net.api<LearningCase>('POST', path, request)).body).toEqual(first.body);
  });

  it('are for those who belong to the community, and not there for another network', async () => {
    const raised = await raise();
    const path = `/meetings/${february.id}/learning-cases`;
    const listed = `/learning-cases?community=${net.community}`;
    for (const as of [net.tokens.cy, net.tokens.dot]) {
      expect((await net.api('POST', path, { as, body: situation() })).problem.code).toBe('forbidden');
      expect((await edit(raised, 1, { insights: ['Mine'] }, as)).problem.code).toBe('forbidden');
      expect((await net.api('GET', listed, { as })).problem.code).toBe('forbidden');
    }
    const { foreigner } = net.tokens;
    expect((await net.api('POST', path, { as: foreigner, body: situation() })).problem.code).toBe(
      'not-found',
    );
    expect((await edit(raised, 1, {}, foreigner)).problem.code).toBe('not-found');
    const foreign = await net.api<{ items: unknown[] }>('GET', listed, { as: foreigner });
    expect(foreign.body.items).toEqual([]);
  });
});
