import type { Meeting } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const plan = (withCommunities: string[]) =>
  net.api<Meeting>('POST', '/meetings', {
    as: net.tokens.ada,
    body: planFor(net.community, { withCommunities }),
  });

const step = (id: string, part: string, ifMatch: number, body?: object) =>
  net.api<Meeting>('POST', `/meetings/${id}/${part}`, { as: net.tokens.ada, ifMatch, ...(body && { body }) });

describe('a meeting held by several communities', () => {
  it('is listed for each, read by the members of each, and tells all of them when it closed', async () => {
    const planned = await plan([net.neighbour]);
    expect(planned.body).toMatchObject({ community: net.community, withCommunities: [net.neighbour] });
    const { id } = planned.body;
    const path = `/meetings?community=${net.neighbour}`;
    const listed = await net.api<{ items: Meeting[] }>('GET', path, { as: net.tokens.dot });
    expect(listed.body.items).toMatchObject([{ id, withCommunities: [net.neighbour] }]);
    expect((await net.api('GET', `/meetings/${id}`, { as: net.tokens.dot })).status).toBe(200);
    expect((await net.api('GET', `/meetings/${id}`, { as: net.tokens.cy })).problem.code).toBe('forbidden');
    await step(id, 'opening', 1);
    expect((await step(id, 'closing', 2, {})).body.withCommunities).toEqual([net.neighbour]);
    const told = await net.db
      .collection('outbox')
      .find({ 'envelope.subject': id })
      .sort({ version: 1 })
      .toArray();
    expect(told.map(({ envelope }) => envelope.data.withCommunities)).toEqual(Array(3).fill([net.neighbour]));
  });

  it('is run by those of the first alone, who may change the others until it is closed', async () => {
    const { id } = (await plan([net.neighbour])).body;
    const as = net.tokens.dot;
    const theirs = await net.api('PATCH', `/meetings/${id}`, { as, ifMatch: 1, body: { title: 'Ours' } });
    expect(theirs.problem.code).toBe('forbidden');
    const edit = { as: net.tokens.ada, ifMatch: 1, body: { withCommunities: [] } };
    const alone = await net.api<Meeting>('PATCH', `/meetings/${id}`, edit);
    expect(alone.body).toMatchObject({ version: 2 });
    expect(alone.body).not.toHaveProperty('withCommunities');
    expect((await net.api('GET', `/meetings/${id}`, { as })).problem.code).toBe('forbidden');
  });

  it('refuses a community that is not there, the same one twice, and itself', async () => {
    for (const unknown of [newId(), net.foreign]) {
      const refused = await plan([net.neighbour, unknown]);
      expect(refused.problem).toMatchObject({
        code: 'unknown-reference',
        errors: [{ pointer: '#/withCommunities/1' }],
      });
    }
    for (const partners of [
      [net.neighbour, net.neighbour],
      [net.neighbour, net.community],
    ]) {
      expect((await plan(partners)).problem).toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer: '#/withCommunities/1' }],
      });
    }
    const { id } = (await plan([])).body;
    const edit = { as: net.tokens.ada, ifMatch: 1, body: { withCommunities: [newId()] } };
    expect((await net.api('PATCH', `/meetings/${id}`, edit)).problem.code).toBe('unknown-reference');
  });
});
