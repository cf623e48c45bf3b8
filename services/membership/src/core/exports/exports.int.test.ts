import { tableTypes } from '@skein/contracts';
import { type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { importClient } from '../../testing/import-client.ts';

let service: RunningService;
let admin: string;
beforeAll(async () => {
  service = await startService(membership, testEnvironment());
  admin = await tokenFor(service, { roles: ['admin'] });
});
afterAll(() => service.stop());

const fetched = (path: string, as: string) =>
  fetch(`${service.url}/api/v1/exports/${path}`, { headers: { authorization: `Bearer ${as}` } });

/** People as they are but for what is another's: ids, network, version, time of joining, and what a search goes by. */
const peopleIn = async (network: string) => {
  const { db } = service.context;
  const people = await db.collection('people').find({ network }).sort({ email: 1 }).toArray();
  const slugs = new Map(
    (await db.collection('communities').find({ network }).toArray()).map(({ _id, slug }) => [_id, slug]),
  );
  const memberships = await db.collection('memberships').find({ network }).toArray();
  const notTheirs = ['network', 'version', 'joinedAt', 'organisationId', 'tokens', 'listed', 'places'];
  return people.map(({ _id, ...facts }) => ({
    ...Object.fromEntries(Object.entries(facts).filter(([field]) => !notTheirs.includes(field))),
    communities: memberships
      .filter(({ person, role }) => role && person === _id)
      .map(({ community, role }) => `${slugs.get(community)} ${role}`)
      .toSorted(),
  }));
};

const found = async (as: string, slug: string): Promise<string> => {
  const body = { slug, name: `=${slug}`, domain: 'x', description: '-1, "two"\nthree', joining: 'open' };
  return (await call<{ id: string }>(service.url, 'POST', '/communities', { as, body })).body.id;
};

describe('the export of members', () => {
  it('taken into another network makes the same people there, in either format', {
    timeout: 240_000,
  }, async () => {
    const falls = await found(admin, 'falls');
    await found(admin, 'wards');
    const people = [
      {
        name: '=HYPERLINK("x")',
        email: 'a@four.example',
        organisation: '+Trust',
        interests: ['@x', 'a;b', String.raw`c\d`],
      },
      { name: "'=quoted", email: 'b@four.example', occupation: '-nurse', region: 'North, "East"' },
      {
        name: 'Zoë <&> “Å” 😀',
        email: 'c@four.example',
        roles: ['steering'],
        communities: [{ community: falls, role: 'core' }],
      },
      ...Array.from({ length: 1_200 }, (_, n) => ({ name: `P ${n}`, email: `p${n}@four.example` })),
    ];
    for (let start = 0; start < people.length; start += 500) {
      const body = { people: people.slice(start, start + 500) };
      expect((await call(service.url, 'POST', '/people/import', { as: admin, body })).status).toBe(201);
    }
    for (const format of ['csv', 'xlsx'] as const) {
      const exported = await fetched(`members?format=${format}`, admin);
      expect(exported.status).toBe(200);
      expect(exported.headers.get('content-disposition')).toBe(`attachment; filename="members.${format}"`);
      const file = new Uint8Array(await exported.arrayBuffer());
      const network = `other-${format}`;
      const there = await tokenFor(service, { network, roles: ['admin'] });
      await found(there, 'falls');
      const client = importClient(service.url, there);
      const checked = await client.upload(file, tableTypes[format]);
      expect(await client.problems(checked.id)).toEqual([]);
      await client.apply(checked.id);
      await client.settled(checked.id, 'done');
      // A list gives nobody a role: they are asked.
      const asMembers = (await peopleIn('testing')).map((one) => ({
        ...one,
        communities: one.communities.map((place) => place.replace(/ core$/, ' member')),
      }));
      expect(await peopleIn(network)).toEqual(asMembers);
    }
  });

  it('is of one community where that is asked for', async () => {
    const { id } = (
      await call<{ items: { id: string }[] }>(service.url, 'GET', '/communities?limit=1', { as: admin })
    ).body.items[0] ?? { id: '' };
    const lines = (await (await fetched(`members?community=${id}&separator=;`, admin)).text())
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('c@four.example;');
    const missing = await fetched('members?community=01900000-0000-7000-8000-000000000001', admin);
    expect(missing.status).toBe(404);
  });

  it('of memberships is a line each, and an import takes them again', async () => {
    const text = await (await fetched('memberships', admin)).text();
    expect(text.trim().split('\r\n')).toEqual([
      expect.stringContaining('community,name,email,community-role,since'),
      expect.stringMatching(/^falls,Zoë <&> “Å” 😀,c@four\.example,core,\d{4}-\d\d-\d\d$/),
    ]);
    const client = importClient(service.url, admin);
    const { id, columns } = await client.upload(text);
    expect(columns.map(({ field }) => field)).toEqual([
      'communities',
      'name',
      'email',
      'community-role',
      undefined,
    ]);
    await client.apply(id);
    expect((await client.settled(id, 'done')).applied).toMatchObject({ rows: 1, people: 0, memberships: 0 });
  });

  it('runs no formula: every cell that could begin one is text', async () => {
    const text = await (await fetched('members', admin)).text();
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain("'+Trust");
    expect(text).toContain("''=quoted");
    expect(text.startsWith('\ufeff') || text.startsWith('name')).toBe(true);
    const communities = await (await fetched('communities', admin)).text();
    expect(communities).toContain("falls,'=falls,");
    expect(communities).toContain(`"'-1, ""two""\nthree"`);
  });

  it('is for hosts only, of their own network only, and leaves a line in the audit log', async () => {
    for (const actor of [{ roles: ['steering' as const] }, {}]) {
      const as = await tokenFor(service, actor);
      expect((await fetched('members', as)).status).toBe(403);
      expect((await fetched('communities', as)).status).toBe(403);
    }
    const host = await tokenFor(service, { network: 'empty', roles: ['hosting-team'] });
    expect((await (await fetched('members', host)).text()).trim().split('\r\n')).toHaveLength(1);
    await (await fetched('memberships', host)).text();
    await (await fetched('communities', host)).text();
    const lines = await service.context.db.collection('audit').find({ network: 'empty' }).toArray();
    expect(lines.map(({ action, outcome }) => `${action} ${outcome}`).toSorted()).toEqual([
      'exportCommunities done',
      'exportMembers done',
      'exportMemberships done',
    ]);
    expect((await fetched('members?format=pdf', host)).status).toBe(400);
  });
});
