import type { Meeting } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const plan = async (rest: object = {}): Promise<Meeting> => {
  const planned = await net.api<Meeting>('POST', '/meetings', {
    as: net.tokens.ada,
    body: planFor(net.community, rest),
  });
  expect(planned.status).toBe(201);
  return planned.body;
};

/** Sends an edit of the meeting as its facilitator. */
const send = (method: string, { id }: { id: string }, part: string, ifMatch: number, body?: object) =>
  net.api<Meeting>(method, `/meetings/${id}${part}`, { as: net.tokens.ada, ifMatch, ...(body && { body }) });

describe('holding a meeting', () => {
  it('opens, records who is there, takes notes and closes', async () => {
    const { ada, ben, cy } = net.people;
    const meeting = await plan();
    expect((await send('POST', meeting, '/opening', 1)).body).toMatchObject({
      status: 'running',
      version: 2,
    });
    const attendance = { present: [ada, ben], apologies: [cy] };
    const attended = await send('PUT', meeting, '/attendance', 2, attendance);
    expect(attended.body).toMatchObject({ ...attendance, version: 3 });
    const noted = await send('PATCH', meeting, '', 3, { notes: 'We agreed.\n\nNext time more.' });
    expect(noted.body).toMatchObject({ notes: 'We agreed.\n\nNext time more.', version: 4 });
    const closed = await send('POST', meeting, '/closing', 4, {});
    expect(closed.body).toMatchObject({ status: 'closed', version: 5 });
    expect(closed.headers.get('etag')).toBe('"5"');
  });

  it('moves a planned meeting to another time, and leaves the rest', async () => {
    const meeting = await plan();
    const moved = await send('PATCH', meeting, '', 1, { startsAt: '2099-12-08T12:30:00Z' });
    expect(moved.body).toEqual({
      ...meeting,
      ...{ version: 2, sequence: 1, startsAt: '2099-12-08T12:30:00.000Z' },
    });
  });

  it('does not close what was never opened, nor open twice', async () => {
    const meeting = await plan();
    const early = await send('POST', meeting, '/closing', 1, {});
    expect(early.problem).toMatchObject({ status: 409, code: 'conflict' });
    await send('POST', meeting, '/opening', 1);
    expect((await send('POST', meeting, '/opening', 2)).problem.code).toBe('conflict');
  });

  it('refuses notes and attendance of a closed meeting', async () => {
    const meeting = await plan();
    await send('POST', meeting, '/opening', 1);
    await send('POST', meeting, '/closing', 2, {});
    const late = await send('PATCH', meeting, '', 3, { notes: 'Too late' });
    expect(late.problem).toMatchObject({ status: 409, code: 'closed' });
    const tardy = await send('PUT', meeting, '/attendance', 3, { present: [] });
    expect(tardy.problem).toMatchObject({ status: 409, code: 'closed' });
  });

  it('names each person in attendance who is unknown, or stands twice', async () => {
    const { ada, ben } = net.people;
    const meeting = await plan();
    const strange = await send('PUT', meeting, '/attendance', 1, {
      present: [ada, newId()],
      apologies: [newId()],
    });
    expect(strange.problem).toMatchObject({ status: 422, code: 'unknown-reference' });
    expect(strange.problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/present/1', '#/apologies/0']);
    const both = await send('PUT', meeting, '/attendance', 1, { present: [ada, ben], apologies: [ben] });
    expect(both.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/apologies/0' }] });
  });

  it('lets one of two who edit at the same time through', async () => {
    const meeting = await plan();
    const edits = await Promise.all(
      ['One', 'Two', 'Three'].map((title) => send('PATCH', meeting, '', 1, { title })),
    );
    expect(edits.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const bare = await net.api('PATCH', `/meetings/${meeting.id}`, { as: net.tokens.ada, body: {} });
    expect(bare.problem.code).toBe('if-match-required');
  });

  it('is for those who run the community', async () => {
    const { id } = await plan();
    for (const as of [net.tokens.ben, net.tokens.dot]) {
      for (const [method, part, body] of [
        ['PATCH', '', { notes: 'Mine' }],
        ['PUT', '/attendance', { present: [] }],
        ['POST', '/opening', undefined],
        ['POST', '/closing', {}],
      ] as const) {
        const refused = await net.api(method, `/meetings/${id}${part}`, { as, ifMatch: 1, body });
        expect(refused.problem).toMatchObject({ status: 403, code: 'forbidden' });
      }
    }
  });
});
