import type { Meeting, Step, Workstream } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const start = async (title = 'Book club'): Promise<Workstream> => {
  const started = await net.api<Workstream>('POST', '/workstreams', {
    as: net.tokens.ada,
    body: { community: net.community, title, owners: [net.people.ada] },
  });
  expect(started.status).toBe(201);
  return started.body;
};

const propose = async ({ id }: Workstream, rest: object = {}, as = net.tokens.ben): Promise<Step> => {
  const body = { title: 'Set a date', owners: [net.people.ben], ...rest };
  const added = await net.api<Step>('POST', `/workstreams/${id}/steps`, { as, body });
  expect(added.status).toBe(201);
  return added.body;
};

const edit = ({ id }: Step, ifMatch: number, body: object, as = net.tokens.ben) =>
  net.api<Step>('PATCH', `/steps/${id}`, { as, ifMatch, body });

describe('workstreams', () => {
  it('lists those of a community with their steps in order, or only the open ones', async () => {
    const workstream = await start('Festival');
    const first = await propose(workstream, { title: 'Find a place' });
    const second = await propose(workstream, { title: 'Ask speakers' });
    const third = await propose(workstream, { title: 'Print leaflets' });
    await edit(first, 1, { status: 'done' });
    await edit(third, 1, { status: 'dropped' });
    const path = `/workstreams?community=${net.community}&limit=200`;
    const titlesIn = async (query: string): Promise<string[] | undefined> => {
      const listed = await net.api<{ items: Workstream[] }>('GET', path + query, { as: net.tokens.ben });
      const found = listed.body.items.find(({ id }) => id === workstream.id);
      return found?.steps.map(({ title }) => title);
    };
    expect(await titlesIn('')).toEqual(['Find a place', 'Ask speakers', 'Print leaflets']);
    expect(await titlesIn('&open=true')).toEqual([second.title]);
  });

  it('pages through them', async () => {
    await start('One');
    await start('Two');
    const path = `/workstreams?community=${net.community}&limit=1`;
    const as = net.tokens.admin;
    const first = await net.api<{ items: Workstream[]; next: string }>('GET', path, { as });
    const second = await net.api<{ items: Workstream[] }>('GET', `${path}&after=${first.body.next}`, { as });
    expect(first.body.items).toHaveLength(1);
    expect(second.body.items[0]?.id).not.toBe(first.body.items[0]?.id);
  });

  it('names the owner who is unknown or stands twice, and the community that is unknown', async () => {
    const { ada } = net.people;
    const as = net.tokens.admin;
    const body = { community: net.community, title: 'Book club', owners: [ada, newId()] };
    expect((await net.api('POST', '/workstreams', { as, body })).problem).toMatchObject({
      status: 422,
      code: 'unknown-reference',
      errors: [{ pointer: '#/owners/1' }],
    });
    const twice = await net.api('POST', '/workstreams', { as, body: { ...body, owners: [ada, ada] } });
    expect(twice.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/owners/1' }] });
    const nowhere = await net.api('POST', '/workstreams', { as, body: { ...body, community: net.foreign } });
    expect(nowhere.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/community' }] });
    const untitled = await net.api('POST', '/workstreams', { as, body: { ...body, title: ' ' } });
    expect(untitled.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/title' }] });
  });

  it('are started by those who run the community, and seen by those who belong to it', async () => {
    const body = { community: net.community, title: 'Book club', owners: [] };
    const path = `/workstreams?community=${net.community}`;
    for (const as of [net.tokens.ben, net.tokens.dot]) {
      expect((await net.api('POST', '/workstreams', { as, body })).problem.code).toBe('forbidden');
    }
    for (const as of [net.tokens.cy, net.tokens.dot]) {
      expect((await net.api('GET', path, { as })).problem.code).toBe('forbidden');
    }
    const foreign = await net.api<{ items: unknown[] }>('GET', path, { as: net.tokens.foreigner });
    expect(foreign.body.items).toEqual([]);
  });
});

describe('steps', () => {
  it('go from proposed over accepted to done on the day given', async () => {
    const step = await propose(await start(), {
      notes: 'Before summer',
      due: '2026-12-20',
      dates: ['2026-11-30'],
    });
    expect(step).toMatchObject({ status: 'proposed', version: 1, due: '2026-12-20' });
    const accepted = await edit(step, 1, { status: 'accepted' });
    const movedAt = expect.any(String);
    expect(accepted.body).toEqual({ ...step, status: 'accepted', movedAt, version: 2 });
    const done = await edit(step, 2, { status: 'done', doneOn: '2026-12-01' });
    expect(done.body).toEqual({ ...step, status: 'done', doneOn: '2026-12-01', movedAt, version: 3 });
    const undone = await edit(step, 3, { status: 'accepted' });
    expect(undone.problem).toMatchObject({
      status: 409,
      code: 'conflict',
      errors: [{ pointer: '#/status' }],
    });
  });

  it('are done today where no day is given', async () => {
    const step = await propose(await start());
    const before = new Date().toISOString().slice(0, 10);
    const done = await edit(step, 1, { status: 'done' });
    const today = [before, new Date().toISOString().slice(0, 10)];
    expect(today).toContain(done.body.doneOn);
  });

  it('are accepted by an owner, as those who run the community may note for one who was in the meeting', async () => {
    const { ada: as, admin, ben } = net.tokens;
    const workstream = await start();
    const body = planFor(net.community);
    const { id: meeting } = (await net.api<Meeting>('POST', '/meetings', { as, body })).body;
    const step = await propose(workstream, { meeting });
    for (const by of [as, admin])
      expect((await edit(step, 1, { status: 'accepted' }, by)).problem).toMatchObject({
        status: 403,
        code: 'forbidden',
        errors: [{ pointer: '#/status' }],
      });
    const present = { present: [net.people.ben] };
    await net.api('PUT', `/meetings/${meeting}/attendance`, { as, ifMatch: 1, body: present });
    expect((await edit(step, 1, { status: 'accepted' }, as)).body.status).toBe('accepted');
    const others = await propose(workstream, { owners: [net.people.ada] });
    for (const status of ['accepted', 'done', 'dropped'])
      expect((await edit(others, 1, { status }, ben)).problem.code).toBe('forbidden');
    expect((await edit(others, 1, { owners: [net.people.ben] }, ben)).problem).toMatchObject({
      status: 403,
      errors: [{ pointer: '#/owners' }],
    });
  });

  it('are answered by those who are asked, with a word; declined by all, they are free', async () => {
    const step = await propose(await start(), {}, net.tokens.ada);
    const answer = (version: number, body: object, as = net.tokens.ben) =>
      net.api<Step>('POST', `/steps/${step.id}/answer`, { as, ifMatch: version, body });
    for (const as of [net.tokens.ada, net.tokens.admin, net.tokens.dot])
      expect((await answer(1, { answer: 'accepted' }, as)).problem.code).toBe('forbidden');
    expect((await answer(1, { answer: 'perhaps' })).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/answer' }],
    });
    expect((await answer(9, { answer: 'accepted' })).problem.code).toBe('stale-edit');
    const accepted = await answer(1, { answer: 'accepted' });
    expect(accepted.body).toMatchObject({ status: 'accepted', version: 2, owners: [net.people.ben] });
    expect((await answer(2, { answer: 'accepted' })).problem).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    const back = await answer(2, { answer: 'declined', word: 'No time before May.' });
    expect(back.body).toMatchObject({
      ...{ status: 'proposed', version: 3, owners: [] },
      answers: [
        { by: net.people.ben, answer: 'accepted' },
        { by: net.people.ben, answer: 'declined', word: 'No time before May.' },
      ],
    });
    // Nobody has it: whoever wants it takes it.
    const taken = await edit(step, 3, { owners: [net.people.ben] });
    expect(taken.body).toMatchObject({ version: 4, owners: [net.people.ben] });
  });

  it('that were dropped can be proposed again', async () => {
    const step = await propose(await start());
    await edit(step, 1, { status: 'dropped' });
    expect((await edit(step, 2, { status: 'accepted' })).problem.code).toBe('conflict');
    expect((await edit(step, 2, { status: 'proposed' })).body).toMatchObject({
      status: 'proposed',
      version: 3,
    });
  });

  it('name the meeting that they came out of, if there is one', async () => {
    const workstream = await start();
    const body = planFor(net.community);
    const meeting = await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body });
    expect((await propose(workstream, { meeting: meeting.body.id })).meeting).toBe(meeting.body.id);
    const { admin: as } = net.tokens;
    const elsewhere = await net.api<Meeting>('POST', '/meetings', { as, body: planFor(net.neighbour) });
    for (const unknown of [newId(), elsewhere.body.id]) {
      const refused = await net.api('POST', `/workstreams/${workstream.id}/steps`, {
        as: net.tokens.ben,
        body: { title: 'Set a date', meeting: unknown },
      });
      expect(refused.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/meeting' }] });
    }
  });

  it('are refused with the field that does not fit', async () => {
    const step = await propose(await start());
    expect((await edit(step, 1, { due: 'Friday' })).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/due' }],
    });
    expect((await edit(step, 1, { owners: [newId()] })).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/owners/0' }],
    });
    expect((await edit(step, 1, { doneOn: '2026-12-01' })).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/doneOn' }],
    });
    expect((await edit(step, 9, { title: 'Other' })).problem.code).toBe('stale-edit');
    const bare = await net.api('PATCH', `/steps/${step.id}`, { as: net.tokens.ben, body: {} });
    expect(bare.problem.code).toBe('if-match-required');
  });

  it('are for those who belong to the community, and not there for another network', async () => {
    const workstream = await start();
    const step = await propose(workstream);
    const body = { title: 'Mine' };
    const path = `/workstreams/${workstream.id}/steps`;
    for (const as of [net.tokens.cy, net.tokens.dot]) {
      expect((await net.api('POST', path, { as, body })).problem.code).toBe('forbidden');
      expect((await edit(step, 1, body, as)).problem.code).toBe('forbidden');
    }
    const { foreigner } = net.tokens;
    expect((await net.api('POST', path, { as: foreigner, body })).problem.code).toBe('not-found');
    expect((await edit(step, 1, body, foreigner)).problem.code).toBe('not-found');
  });
});
