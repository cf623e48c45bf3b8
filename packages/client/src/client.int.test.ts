import { membershipSide, startProcess, type TestProcess, testEnvironment } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCheckedClient } from './checked.ts';
import type { Client } from './index.ts';
import { faultsByField, isProblem } from './index.ts';

const program = new URL('../../../services/membership/src/main.ts', import.meta.url);
const environment = { ...testEnvironment(), SKEIN_PORT: '0' };

let side: Awaited<ReturnType<typeof membershipSide>>;
let membership: TestProcess;
let admin: Client;
let expired: string;
beforeAll(async () => {
  side = await membershipSide(environment);
  membership = await startProcess(program, environment);
  const token = await side.tokenFor({ roles: ['admin'] });
  expired = await side.tokenFor({ roles: ['admin'] }, new Date(Date.now() - 24 * 60 * 60 * 1000));
  admin = createCheckedClient({ baseUrl: membership.url, token: () => token });
});
afterAll(async () => {
  await membership?.kill();
  await side?.stop();
});

const founding = (slug: string) => ({
  ...{ slug, name: `The ${slug}`, domain: 'Learning', description: 'Who learn' },
  joining: 'open' as const,
});

describe('the client, before a real service', () => {
  it('makes a thing once for one key, edits the version that it was given, and is refused another', async () => {
    const body = founding('falls');
    const { body: made, version } = await admin.foundCommunity.exchange({ body, key: 'falls' });
    expect(await admin.foundCommunity({ body, key: 'falls' })).toEqual(made);
    expect(version).toBe(1);
    const params = { id: made.id };
    const edit = { params, body: { domain: 'Falling' }, ifMatch: made.version };
    expect(await admin.editCommunity.attempt(edit)).toMatchObject({ ok: true, version: 2 });
    expect(await admin.editCommunity.attempt(edit)).toMatchObject({
      ok: false,
      problem: { code: 'stale-edit', status: 412 },
    });
    expect(await admin.readCommunity({ params })).toMatchObject({ domain: 'Falling', version: 2 });
  });

  it('tells what is wrong with which field', async () => {
    const body = { ...founding('wrong'), slug: 'Not A Slug' };
    const attempt = await admin.foundCommunity.attempt({ body });
    expect(attempt).toMatchObject({ ok: false, problem: { code: 'invalid-request' } });
    expect([...faultsByField(attempt.ok ? ({} as never) : attempt.problem).keys()]).toEqual(['slug']);
    const again = await admin.foundCommunity({ body: founding('falls') }).catch((error: unknown) => error);
    expect(isProblem(again, 'already-exists')).toBe(true);
  });

  it('lists all there are, page by page', async () => {
    const people = Array.from({ length: 7 }, (_, n) => ({ name: `P ${n}`, email: `p${n}@example.org` }));
    await admin.importPeople({ body: { people } });
    const { items, next } = await admin.listPeople({ query: { limit: 3 } });
    expect([items.length, typeof next]).toEqual([3, 'string']);
    const all = await admin.listPeople.all({ query: { limit: 3 } }).toArray();
    expect(all.map(({ name }) => name)).toEqual(people.map(({ name }) => name));
  });

  it('downloads a table, and uploads it again', async () => {
    const table = await admin.exportMembers({ query: { format: 'csv' } });
    expect(table.name).toMatch(/^members.*\.csv$/);
    expect(table.type).toMatch(/^text\/csv/);
    expect(await table.text()).toContain('p3@example.org');
    const { id } = await admin.startImport({ file: new Blob([table], { type: 'text/csv' }) });
    expect(await admin.discardImport({ params: { id } })).toBeUndefined();
  });

  it('renews a session that has lapsed', async () => {
    let token = expired;
    const client = createCheckedClient({
      baseUrl: membership.url,
      token: () => token,
      onUnauthenticated: async () => {
        token = await side.tokenFor({ roles: ['admin'] });
        return true;
      },
    });
    expect(await client.whoAmI()).toMatchObject({ actor: { roles: ['admin'] } });
    const visitor = createCheckedClient({ baseUrl: membership.url });
    expect(await visitor.whoAmI.attempt()).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
    const lapsed = createCheckedClient({ baseUrl: membership.url, token: () => expired });
    expect(await lapsed.whoAmI.attempt()).toMatchObject({ ok: false, problem: { code: 'expired-token' } });
  });
});
