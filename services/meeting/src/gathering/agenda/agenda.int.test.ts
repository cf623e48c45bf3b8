import type { AgendaItem, Meeting, Series } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const parts = [5, 55, 20, 10].map((minutes, index) => ({ title: `Part ${index + 1}`, minutes }));

const plan = async (rest: object = {}): Promise<Meeting> => {
  const body = planFor(net.community, { agenda: parts, ...rest });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body;
};
const propose = (meeting: string, body: object, as = net.tokens.ben) =>
  net.api<AgendaItem>('POST', `/meetings/${meeting}/agenda-items`, { as, body });
const agendaOf = async (meeting: string, as = net.tokens.ben): Promise<AgendaItem[]> =>
  (await net.api<{ items: AgendaItem[] }>('GET', `/meetings/${meeting}/agenda-items`, { as })).body.items;
const act = (meeting: string, does: string, ifMatch: number) =>
  net.api<Meeting>('POST', `/meetings/${meeting}/${does}`, { as: net.tokens.ada, ifMatch, body: {} });

describe('the agenda of a meeting', () => {
  it('takes what any member proposes, each in a part, and who runs the community orders it', async () => {
    const { id } = await plan();
    const beds = await propose(id, { title: 'Beds' });
    expect(beds).toMatchObject({ status: 201, body: { part: 1, place: 0, proposedBy: net.people.ben } });
    const chairs = await propose(id, { title: 'Chairs', kind: 'tension', ref: newId(), part: 2 });
    const doors = await propose(id, { title: 'Doors' });
    const items = [doors, chairs, beds].map(({ body }) => ({ item: body.id, part: 2 }));
    const as = net.tokens.ada;
    const ordered = await net.api('POST', `/meetings/${id}/agenda-order`, { as, body: { items } });
    expect(ordered.status).toBe(200);
    expect((await agendaOf(id)).map(({ title, part, place }) => [title, part, place])).toEqual([
      ['Doors', 2, 0],
      ['Chairs', 2, 1],
      ['Beds', 2, 2],
    ]);
  });

  it('lets who proposed something change it or take it off, and nobody else but who runs the community', async () => {
    const { id } = await plan();
    const { body: item } = await propose(id, { title: 'Beds' });
    const path = `/agenda-items/${item.id}`;
    const edit = (as: string, body: object, ifMatch = item.version) =>
      net.api<AgendaItem>('PATCH', path, { as, body, ifMatch });
    const another = await net.side.tokenFor({ communities: { [net.community]: 'member' } });
    expect((await edit(another, { title: 'Mine' })).status).toBe(403);
    expect((await edit(net.tokens.ben, { done: true })).status).toBe(403);
    expect((await edit(net.tokens.ben, { title: 'More beds' })).body).toMatchObject({ version: 2 });
    expect((await edit(net.tokens.ada, { done: true })).problem).toMatchObject({ code: 'stale-edit' });
    expect((await edit(net.tokens.ada, { done: true }, 2)).body).toMatchObject({ done: true });
    expect((await edit(net.tokens.ada, { part: 7 }, 3)).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/part' }],
    });
    expect((await net.api('DELETE', path, { as: another })).status).toBe(403);
    expect((await net.api('DELETE', path, { as: net.tokens.ben })).status).toBe(204);
    expect(await agendaOf(id)).toEqual([]);
  });

  it('stays as it is once the meeting is closed', async () => {
    const { id } = await plan();
    const { body: item } = await propose(id, { title: 'Beds' });
    await act(id, 'opening', 1);
    await act(id, 'closing', 2);
    expect((await propose(id, { title: 'Late' })).problem).toMatchObject({ status: 409, code: 'closed' });
    const edit = { as: net.tokens.ada, ifMatch: 1, body: { title: 'Else' } };
    expect((await net.api('PATCH', `/agenda-items/${item.id}`, edit)).problem.code).toBe('closed');
  });

  it('is open to those of every community that holds it, and to no others', async () => {
    const { id } = await plan({ withCommunities: [net.neighbour] });
    expect((await propose(id, { title: 'Beds' }, net.tokens.dot)).status).toBe(201);
    expect((await agendaOf(id, net.tokens.dot)).length).toBe(1);
    const alone = await plan();
    expect((await propose(alone.id, { title: 'Beds' }, net.tokens.dot)).status).toBe(403);
    expect((await propose(alone.id, { title: 'Beds' }, net.tokens.cy)).status).toBe(403);
  });
});

describe('what was not reached', () => {
  const startSeries = async (): Promise<string> => {
    const body = { community: net.community, title: 'Calls', kind: 'call', rhythm: 'weekly', agenda: parts };
    return (await net.api<Series>('POST', '/series', { as: net.tokens.ada, body })).body.id;
  };
  const on = (day: string) => ({ startsAt: `2099-12-${day}T12:30:00Z` });

  it('goes on to the next date of the series by itself, once', async () => {
    const series = await startSeries();
    const [first, , next] = [
      await plan({ series, ...on('01') }),
      await plan({ series, ...on('15') }),
      await plan({ series, ...on('08') }),
    ];
    const { body: beds } = await propose(first.id, { title: 'Beds', part: 2 });
    const { body: chairs } = await propose(first.id, { title: 'Chairs' });
    const done = { as: net.tokens.ada, ifMatch: 1, body: { done: true } };
    await net.api('PATCH', `/agenda-items/${chairs.id}`, done);
    await act(first.id, 'opening', 1);
    await act(first.id, 'closing', 2);
    const carried = await until('it stands on the next agenda', async () => {
      const found = await agendaOf(next.id);
      return found.length ? found : undefined;
    });
    expect(carried).toMatchObject([{ title: 'Beds', part: 2, carriedFrom: first.id, done: false }]);
    const left = (await agendaOf(first.id)).find(({ id }) => id === beds.id);
    expect(left).toMatchObject({ carriedTo: next.id });
  });

  it('waits for a date that is planned later', async () => {
    const series = await startSeries();
    const first = await plan({ series, ...on('01') });
    await propose(first.id, { title: 'Beds' });
    await act(first.id, 'opening', 1);
    await act(first.id, 'closing', 2);
    const later = await plan({ series, ...on('22') });
    const carried = await until('it stands on the next agenda', async () => {
      const found = await agendaOf(later.id);
      return found.length ? found : undefined;
    });
    expect(carried).toMatchObject([{ title: 'Beds', carriedFrom: first.id }]);
  });
});

describe('the parts of a call', () => {
  const timed = ({ agenda }: Meeting) => agenda.map(({ minutes }) => minutes);
  const meetingOf = async (id: string, as = net.tokens.ben) =>
    (await net.api<Meeting>('GET', `/meetings/${id}`, { as })).body;

  it('are the usual ones until the community saves its own, in proportion to how long it is', async () => {
    const call = async (rest: object = {}) => plan({ agenda: undefined, ...rest });
    const { tokens, neighbour: community } = net;
    const body = planFor(community, { minutes: 60 });
    const usual = (await net.api<Meeting>('POST', '/meetings', { as: tokens.dot, body })).body;
    expect(timed(usual)).toEqual([3, 37, 13, 7]);
    expect((await call({ kind: 'festival' })).agenda).toEqual([]);
    const own = await plan();
    const path = `/communities/${net.community}/agenda-template`;
    const before = await net.api('GET', `${path}?minutes=90`, { as: tokens.ben });
    expect(before.body).toMatchObject({
      saved: false,
      parts: [5, 55, 20, 10].map((minutes) => ({ minutes })),
    });
    const planned = await call({ minutes: 90 });
    const round = [
      { title: 'Round', minutes: 1 },
      { title: 'Work', minutes: 2 },
    ];
    const save = (as: string, ifMatch: number, sent: object[] = round) =>
      net.api('PUT', path, { as, ifMatch, body: { parts: sent } });
    expect((await save(tokens.ben, 0)).status).toBe(403);
    expect((await save(tokens.ada, 0)).body).toEqual({ saved: true, version: 1, parts: round });
    expect((await save(tokens.ada, 0)).problem).toMatchObject({ status: 412 });
    expect(timed(await meetingOf(planned.id))).toEqual([30, 60]);
    expect(timed(await meetingOf(own.id))).toEqual([5, 55, 20, 10]);
    expect(timed(await call({ minutes: 30 }))).toEqual([10, 20]);
    const { version } = await meetingOf(planned.id);
    const edit = { as: tokens.ada, ifMatch: version, body: { minutes: 60 } };
    expect(timed((await net.api<Meeting>('PATCH', `/meetings/${planned.id}`, edit)).body)).toEqual([20, 40]);
    expect((await save(tokens.ada, 1, [{ title: 'Round', minutes: 0 }])).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/parts/0/minutes' }],
    });
    await save(tokens.ada, 1, []);
    expect((await call()).agenda).toEqual([]);
  });

  it('are gone to by who runs the community, for all who follow', async () => {
    const { id } = await plan();
    const go = (part: number, as = net.tokens.ada) =>
      net.api<Meeting>('POST', `/meetings/${id}/part`, { as, body: { part } });
    expect((await go(1)).problem).toMatchObject({ status: 409, code: 'conflict' });
    await act(id, 'opening', 1);
    expect((await go(1, net.tokens.ben)).status).toBe(403);
    expect((await go(9)).problem).toMatchObject({ status: 422, errors: [{ pointer: '#/part' }] });
    expect((await go(1)).body).toMatchObject({ version: 3, underWay: { part: 1 } });
    expect(await meetingOf(id)).toMatchObject({ underWay: { part: 1, since: expect.any(String) } });
  });
});
