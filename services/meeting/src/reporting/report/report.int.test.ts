import type { Meeting, QuarterlyReport } from '@skein/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const now = new Date();
const quarter = `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`;

test('a quarter is counted, said something of, and printed, for those who host and steer', async () => {
  const { api, community, neighbour, tokens } = net;
  const body = planFor(community, { startsAt: now.toISOString(), withCommunities: [neighbour] });
  const { id } = (await api<Meeting>('POST', '/meetings', { as: tokens.admin, body })).body;
  await api('POST', `/meetings/${id}/opening`, { as: tokens.ada, ifMatch: 1 });
  await api('POST', `/meetings/${id}/presence`, { as: tokens.ada, body: { here: true } });
  expect(
    (await api('POST', `/meetings/${id}/closing`, { as: tokens.ada, ifMatch: 3, body: {} })).status,
  ).toBe(200);
  const read = (which = quarter, as = tokens.admin) =>
    api<QuarterlyReport>('GET', `/reports/${which}`, { as });
  const found = (await read()).body;
  const figures = new Map(found.parts.flatMap((part) => part.figures).map((one) => [one.figure, one]));
  expect(figures.get('meetings-held')).toMatchObject({ now: 1, before: 0 });
  expect(figures.get('communities-met')).toMatchObject({ now: 2 });
  expect(figures.get('attendances')).toMatchObject({ now: 1 });
  expect(figures.get('joint-meetings')).toMatchObject({ now: 1 });
  // Membership does not run here: what it would tell is said to be missing, not told as nought.
  expect(found).toMatchObject({ version: 1, running: true, unavailable: ['people', 'bridging'] });
  const say = (part: string, ifMatch: number) =>
    api('PUT', `/reports/${quarter}/comment`, {
      as: tokens.admin,
      ifMatch,
      body: { part, comment: '#eval("A good start")' },
    });
  expect((await say('meetings', 1)).body).toMatchObject({ version: 2 });
  expect((await say('meetings', 1)).problem).toMatchObject({ status: 412, code: 'stale-edit' });
  expect((await say('weather', 2)).problem).toMatchObject({ status: 400, errors: [{ pointer: '#/part' }] });
  expect((await read()).body.parts[0]).toMatchObject({ comment: '#eval("A good start")' });
  const path = `/reports/${quarter}/report.pdf?language=fr`;
  const printed = await api<Buffer>('GET', path, { as: tokens.admin });
  expect(printed.status).toBe(200);
  expect(printed.headers.get('content-type')).toBe('application/pdf');
  expect((await read(quarter, tokens.ada)).status).toBe(403);
  expect((await read('2099-Q1')).status).toBe(404);
  expect((await read('2026-Q5')).status).toBe(400);
});
