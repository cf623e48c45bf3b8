import type { Meeting, RoleHeld, Series } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
  const { ada, ben } = net.people;
  for (const person of [ada, ben]) await net.side.enter(person, net.community);
  await until('who belongs is known', async () => {
    const known = net.db.collection('known_memberships');
    return (await known.countDocuments({ community: net.community, role: 'member' })) === 2;
  });
});
afterAll(() => net.stop());

type Roles = { roles: RoleHeld[] };

const dates = async (): Promise<{ series: string; meetings: string[] }> => {
  const as = net.tokens.ada;
  const said = { community: net.community, title: 'Calls', kind: 'call', rhythm: 'weekly' };
  const series = (await net.api<Series>('POST', '/series', { as, body: said })).body.id;
  const meetings: string[] = [];
  for (const day of ['01', '08', '15', '22']) {
    const body = planFor(net.community, { series, startsAt: `2099-12-${day}T12:30:00Z` });
    meetings.push((await net.api<Meeting>('POST', '/meetings', { as, body })).body.id);
  }
  return { series, meetings };
};
const notesAt = async (meeting: string) => {
  const { body } = await net.api<Roles>('GET', `/meetings/${meeting}/roles`, { as: net.tokens.ben });
  return body.roles.find(({ role }) => role === 'notes');
};
const rotate = (series: string, people: string[], as = net.tokens.ada, ifMatch = 0) =>
  net.api('PUT', `/series/${series}/roles/notes`, { as, ifMatch, body: { people } });
const give = (meeting: string, person: string | null, ifMatch: number, as = net.tokens.ada) =>
  net.api<Roles>('PUT', `/meetings/${meeting}/roles/notes`, { as, ifMatch, body: { person } });

it('goes round the people of a series by its dates, of which a cancelled one takes nobody’s turn', async () => {
  const { ada, ben, dot } = net.people;
  const { series, meetings } = await dates();
  expect((await rotate(series, [ada, ben], net.tokens.ben)).status).toBe(403);
  expect((await rotate(series, [ada, ben])).body).toMatchObject({ version: 1, people: [ada, ben] });
  expect((await rotate(series, [ada])).problem).toMatchObject({ status: 412 });
  const turns = async () => Promise.all(meetings.map(async (one) => (await notesAt(one))?.person));
  expect(await turns()).toEqual([ada, ben, ada, ben]);
  const cancel = { as: net.tokens.ada, ifMatch: 1, body: { reason: 'Ill' } };
  await net.api('POST', `/meetings/${meetings[1]}/cancellation`, cancel);
  expect((await turns()).filter((_who, at) => at !== 1)).toEqual([ada, ben, ada]);
  const wrong = await rotate(series, [ada, dot, dot], net.tokens.ada, 1);
  expect(wrong.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/people/2' }] });
  const stranger = await rotate(series, [ada, dot], net.tokens.ada, 1);
  expect(stranger.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/people/1' }] });
});

it('is given by hand at one date, and left to the rotation again', async () => {
  const { ada, ben } = net.people;
  const { series, meetings } = await dates();
  const [first = ''] = meetings;
  await rotate(series, [ada, ben]);
  expect((await give(first, ben, 0)).status).toBe(200);
  expect(await notesAt(first)).toMatchObject({ person: ben, byHand: true, version: 1 });
  expect((await give(first, null, 0)).problem).toMatchObject({ status: 412 });
  expect((await give(first, newId(), 1)).problem).toMatchObject({
    status: 422,
    errors: [{ pointer: '#/person' }],
  });
  await give(first, null, 1);
  expect(await notesAt(first)).toMatchObject({ person: ada, version: 2 });
  expect((await give(first, ben, 2, net.tokens.ben)).status).toBe(403);
});
