import type { AgendaItem, Meeting, Minutes } from '@skein/contracts';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellNames } from '../../testing/names.ts';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

/** “Beds”, as a change of an empty note. */
const beds = 'AQEBAAQBBG5vdGUEQmVkcwA=';

/** A meeting of Ada and Ben that was held and closed, with something on its agenda, written and decided. */
const hold = async (): Promise<string> => {
  const { api, community, people, tokens } = net;
  const as = tokens.ada;
  const { id } = (await api<Meeting>('POST', '/meetings', { as, body: planFor(community) })).body;
  const path = `/meetings/${id}`;
  const item = (await api<AgendaItem>('POST', `${path}/agenda-items`, { as, body: { title: 'Beds' } })).body;
  await api('POST', `${path}/notes/${item.id}/updates`, { as, body: { update: beds } });
  await api('POST', `${path}/opening`, { as, ifMatch: 1 });
  await api('POST', `${path}/presence`, { as, body: { here: true } });
  await api('POST', `${path}/presence`, { as: tokens.ben, body: { here: true } });
  const { body: work } = await api<{ id: string }>('POST', '/workstreams', {
    as,
    body: { community, title: 'Wards', owners: [] },
  });
  const step = { title: 'Count the beds', owners: [people.ben], meeting: id };
  expect((await api('POST', `/workstreams/${work.id}/steps`, { as, body: step })).status).toBe(201);
  expect((await read(id)).problem).toMatchObject({ status: 409, code: 'conflict' });
  await api('POST', `${path}/closing`, { as, ifMatch: 4, body: {} });
  await until('there are minutes', async () => (await read(id)).status === 200);
  return id;
};
/** A document of a meeting as a browser is handed it. */
const print = async (path: string, as: string, etag?: string) => {
  const headers = { authorization: `Bearer ${as}`, ...(etag && { 'if-none-match': etag }) };
  const answer = await fetch(`${net.url()}/api/v1/meetings/${path}`, { headers });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    name: answer.headers.get('content-disposition'),
    etag: answer.headers.get('etag') ?? '',
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
};
const read = (id: string, as = net.tokens.ben) => net.api<Minutes>('GET', `/meetings/${id}/minutes`, { as });
const amend = (id: string, text: string, as = net.tokens.ben) =>
  net.api<Minutes>('POST', `/meetings/${id}/minutes/amendments`, { as, body: { text } });

describe('the minutes of a meeting', () => {
  it('say what its record holds, are amended by who was there, and approved once', async () => {
    const { ada, ben } = net.people;
    const id = await hold();
    expect((await read(id)).body).toMatchObject({
      ...{ version: 1, status: 'draft', amendments: [] },
      meeting: { present: [ada, ben] },
      items: [{ title: 'Beds', done: false }],
      notes: [{ text: 'Beds' }],
      steps: [{ title: 'Count the beds', owners: [ben] }],
    });
    const amended = await amend(id, 'There were four beds.');
    expect(amended).toMatchObject({ status: 201, body: { version: 2 } });
    const elsewhere = await net.side.tokenFor({ communities: { [net.community]: 'member' } });
    expect((await amend(id, 'Five.', elsewhere)).problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await amend(id, '  ')).problem).toMatchObject({ status: 400, errors: [{ pointer: '#/text' }] });
    const approve = (as: string, ifMatch: number) =>
      net.api<Minutes>('POST', `/meetings/${id}/minutes/approval`, { as, ifMatch });
    expect((await approve(net.tokens.ben, 2)).status).toBe(403);
    expect((await approve(net.tokens.ada, 1)).problem.code).toBe('stale-edit');
    expect((await approve(net.tokens.ada, 2)).body).toMatchObject({ status: 'approved', approvedBy: ada });
    expect((await amend(id, 'Six.')).problem).toMatchObject({ status: 409, code: 'closed' });
    expect((await read(id)).body.amendments).toMatchObject([{ by: ben, text: 'There were four beds.' }]);
  });

  it('are a document with names, while membership tells them', async () => {
    const id = await hold();
    const download = () => net.api<Buffer>('GET', `/meetings/${id}/minutes.md`, { as: net.tokens.ben });
    expect((await download()).status).toBe(503);
    const membership = await tellNames(net, { [net.people.ada]: 'Ada', [net.people.ben]: 'Ben' });
    const { status, body, headers } = await download();
    const { bytes, ...printed } = await print(`${id}/minutes.pdf?language=sv`, net.tokens.ben);
    const again = await print(`${id}/minutes.pdf?language=sv`, net.tokens.ben, printed.etag);
    const forHost = await print(`${id}/agenda.pdf?for=host`, net.tokens.ada);
    membership.stop();
    expect(printed).toMatchObject({
      status: 200,
      type: 'application/pdf',
      name: 'inline; filename="minutes-2099-12-01.pdf"',
    });
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(again.status).toBe(304);
    expect(forHost.status).toBe(200);
    expect((await print(`${id}/agenda.pdf?for=host`, net.tokens.ben)).status).toBe(403);
    expect((await print(`${id}/agenda.pdf`, net.tokens.ben)).status).toBe(200);
    expect((await print(`${id}/agenda.pdf?language=tlh`, net.tokens.ben)).status).toBe(400);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('minutes-2099-12-01.md');
    const text = body.toString();
    for (const said of ['# Monthly call', '- Ada', '- Ben', '### Beds', '- Count the beds – Ben'])
      expect(text).toContain(said);
  });

  it('name those whom they name to whoever may read them, at once', async () => {
    const { ada, ben, cy } = net.people;
    const id = await hold();
    const names = (as: string) =>
      net.api<{ names: { person: string; name: string }[] }>('GET', `/meetings/${id}/names`, { as });
    expect((await names(net.tokens.ben)).problem).toMatchObject({ status: 503 });
    const membership = await tellNames(net, { [ada]: 'Ada', [ben]: 'Ben', [cy]: 'Cy' });
    const told = [
      { person: ada, name: 'Ada' },
      { person: ben, name: 'Ben' },
    ];
    expect((await names(net.tokens.ben)).body.names).toEqual(told);
    expect((await names(net.tokens.dot)).status).toBe(403);
    membership.stop();
  });
});
