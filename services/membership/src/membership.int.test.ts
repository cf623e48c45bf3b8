import type { Community, Person } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from './app.ts';

let service: RunningService;
let admin: string;
beforeAll(async () => {
  service = await startService(membership, testEnvironment());
  admin = await tokenFor(service, { roles: ['admin'] });
});
afterAll(() => service.stop());

describe('communities', () => {
  it('founds, lists and changes one, each change with its version', async () => {
    const body = {
      slug: 'mindfulness',
      name: 'Mindfulness',
      domain: 'Being present at work',
      description: '',
      joining: 'open',
    };
    const founded = await call<Community>(service.url, 'POST', '/communities', { as: admin, body });
    expect(founded.status).toBe(201);
    expect(founded.headers.get('etag')).toBe('"1"');
    const { id } = founded.body;
    const changed = await call<Community>(service.url, 'PATCH', `/communities/${id}`, {
      as: admin,
      body: { status: 'established' },
      ifMatch: 1,
    });
    expect(changed.body).toMatchObject({ version: 2, status: 'established' });
    const stale = await call(service.url, 'PATCH', `/communities/${id}`, {
      as: admin,
      body: { status: 'resting' },
      ifMatch: 1,
    });
    expect(stale.problem).toMatchObject({ status: 412, code: 'stale-edit' });
    const people = await call<{ people: Person[] }>(service.url, 'POST', '/people/import', {
      as: admin,
      body: {
        people: [
          {
            name: 'Ada',
            email: 'Ada@example.org',
            communities: [{ community: id, role: 'facilitator' }],
            consents: ['digest'],
          },
        ],
      },
    });
    expect(people.status).toBe(201);
    await until('all events published', async () => {
      const rows = await service.context.db.collection('outbox').find({}).toArray();
      return rows.length === 4 && rows.every(({ published }) => published);
    });
    const entry = await until('the directory entry', async () => {
      const kv = await service.context.nats.kvm.open(
        `${service.context.config.SKEIN_PREFIX.toUpperCase()}_MEMBERS`,
      );
      return (await kv.get(`testing.${people.body.people[0]?.id}`))?.json();
    });
    expect(entry).toMatchObject({
      name: 'Ada',
      email: 'ada@example.org',
      consents: ['digest'],
      communities: [id],
    });
    expect(newId()).toBeTruthy();
  });
});
