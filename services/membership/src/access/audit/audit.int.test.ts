import { type AuditLine, auditContract, type Community, serviceNames } from '@skein/contracts';
import { answer, newId, type RunningService, searchAudit, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';

const environment = testEnvironment();
const adminId = newId();
let service: RunningService;
let admin: string;
beforeAll(async () => {
  service = await startService(membership, environment);
  admin = await tokenFor(service, { person: adminId, roles: ['admin'] });
});
afterAll(() => service.stop());

interface Page {
  readonly items: AuditLine[];
  readonly next?: string;
  readonly missing: string[];
}

const search = async (query: Record<string, string> = {}): Promise<Page> => {
  const path = `/audit?${new URLSearchParams(query)}`;
  const reply = await call<Page>(service.url, 'GET', path, { as: admin });
  expect(reply.status).toBe(200);
  return reply.body;
};

const foundingBody = () => ({
  slug: `c-${newId()}`,
  name: 'Secret name',
  domain: 'Care',
  description: '',
  joining: 'open',
});
const found = async (request: object = {}): Promise<Community> => {
  const body = foundingBody();
  return (await call<Community>(service.url, 'POST', '/communities', { as: admin, body, ...request })).body;
};
const takeIn = async (): Promise<string> => {
  const body = { people: [{ name: 'Wilhelmina', email: `${newId()}@example.org` }] };
  const reply = await call<{ people: [{ id: string }] }>(service.url, 'POST', '/people/import', {
    as: admin,
    body,
  });
  return reply.body.people[0].id;
};

describe('the audit log', () => {
  it('has one line for each change: who, what, to whom, when, by which request', async () => {
    const traceparent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01';
    const { id } = await found({ headers: { traceparent } });
    const person = await takeIn();
    const as = await tokenFor(service, { person });
    await call(service.url, 'POST', `/communities/${id}/members`, { as, body: { person } });
    const { items } = await search({ target: id });
    expect(items.map(({ action, actor }) => [action, actor])).toEqual([
      ['joinCommunity', person],
      ['foundCommunity', adminId],
    ]);
    expect(items[0]?.targets.toSorted()).toEqual([id, person].toSorted());
    expect(items[1]).toMatchObject({
      service: 'membership',
      outcome: 'done',
      trace: traceparent.slice(3, 35),
    });
    expect((await search({ target: person })).items.map(({ action }) => action)).toEqual([
      'joinCommunity',
      'importPeople',
    ]);
  });

  it('holds ids, and nothing of what was sent', async () => {
    await found();
    await call(service.url, 'PATCH', '/people/ada@example.org', { as: await tokenFor(service), body: {} });
    const rows = await service.context.db.collection('audit').find().toArray();
    expect(JSON.stringify(rows)).not.toMatch(/Secret name|Wilhelmina|example\.org/);
  });

  it('has no second line for a request that comes again', async () => {
    const again = { body: foundingBody(), key: newId() };
    const [{ id }, second] = [await found(again), await found(again)];
    expect(second.id).toBe(id);
    expect((await search({ target: id })).items).toHaveLength(1);
  });

  it('has no line of what was refused, and one of what was denied', async () => {
    const { id } = await found();
    const edit = { body: { name: 'B' }, ifMatch: 7 };
    expect((await call(service.url, 'PATCH', `/communities/${id}`, { as: admin, ...edit })).status).toBe(412);
    const person = newId();
    const as = await tokenFor(service, { person });
    expect((await call(service.url, 'PATCH', `/communities/${id}`, { as, ...edit })).status).toBe(403);
    const { items } = await search({ target: id, action: 'editCommunity' });
    expect(items).toMatchObject([{ actor: person, outcome: 'denied', targets: [id] }]);
  });

  it('has few lines of who is denied the same again and again, and how often they were', async () => {
    const person = newId();
    const as = await tokenFor(service, { person });
    const tried = Array.from({ length: 1_000 }, () =>
      call(service.url, 'PATCH', `/communities/${newId()}`, { as, body: { name: 'B' }, ifMatch: 1 }),
    );
    for (const { status } of await Promise.all(tried)) expect(status).toBe(403);
    const own = service.context.db.collection('audit').find({ actor: person });
    const lines = await own.toArray();
    expect(lines).toHaveLength(12);
    for (const { forgetAt } of lines) expect(forgetAt).toBeInstanceOf(Date);
    const { items } = await search({ actor: person });
    const times = items.map((item) => item.times ?? 1).toSorted((a, b) => a - b);
    expect(times).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1_000]);
  });

  it('has a line of what a visitor does, without an actor', async () => {
    const { id } = await found();
    const body = { name: 'Ada', email: `${newId()}@example.org`, community: id };
    expect((await call(service.url, 'POST', '/join-requests', { body })).status).toBe(503);
    const [line] = (await search({ target: id, action: 'askToJoin' })).items;
    expect(line).toMatchObject({ outcome: 'done', targets: [expect.any(String), id] });
    expect(line).not.toHaveProperty('actor');
  });

  it('takes in no line that is none', async () => {
    const audit = service.context.db.collection('audit');
    const row = { network: 'testing', actor: null, action: 'x', targets: [], at: new Date(), trace: null };
    await expect(audit.insertOne({ ...row, outcome: 'done', body: 'secret' })).rejects.toThrow('validation');
    await expect(audit.insertOne({ ...row, outcome: 'perhaps' })).rejects.toThrow('validation');
  });

  it('is searched by each of its fields, by an index that has the lines in order', async () => {
    const { id } = await found();
    const [line] = (await search({ target: id })).items;
    const at = Date.parse(line?.at ?? '');
    const matching: Record<string, string> = { actor: adminId, action: 'foundCommunity', outcome: 'done' };
    const times = { from: new Date(at).toISOString(), until: new Date(at + 1).toISOString() };
    for (const [field, value] of [...Object.entries(matching), ...Object.entries(times)])
      expect((await search({ target: id, [field]: value })).items, field).toHaveLength(1);
    const misses = {
      actor: newId(),
      action: 'editPerson',
      outcome: 'denied',
      from: times.until,
      until: times.from,
    };
    for (const [field, value] of Object.entries(misses))
      expect((await search({ target: id, [field]: value })).items, field).toEqual([]);
    for (const filter of [{}, { actor: adminId }, { targets: id }, { action: 'x' }, { outcome: 'done' }]) {
      const find = service.context.db.collection('audit').find({ network: 'testing', ...filter });
      const plan = JSON.stringify((await find.sort({ at: -1, _id: -1 }).explain()).queryPlanner.winningPlan);
      expect(plan, JSON.stringify(filter)).toContain('IXSCAN');
      expect(plan, JSON.stringify(filter)).not.toContain('"SORT"');
    }
  });

  it.each([
    ['actor=ada', 'actor'],
    ['outcome=perhaps', 'outcome'],
    ['from=yesterday', 'from'],
    ['service=payroll', 'service'],
    ['action=%24where', 'action'],
    ['limit=0', 'limit'],
    ['after=nonsense', 'after'],
  ])('refuses a search by %s', async (query, field) => {
    const { problem } = await call(service.url, 'GET', `/audit?${query}`, { as: admin });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: `#/query/${field}` }] });
  });
});

describe('the audit logs of all services', () => {
  it('are one list, page by page, none twice, none left out; who does not answer is named', async () => {
    for (let round = 0; round < 3; round += 1) await found();
    const { db, nats } = service.context;
    const alone = await search({ limit: '1' });
    expect(alone.missing.toSorted()).toEqual(serviceNames.filter((name) => name !== 'membership').toSorted());
    expect((await search({ service: 'membership' })).missing).toEqual([]);
    expect(await search({ service: 'survey' })).toEqual({ items: [], missing: ['survey'] });

    // Meeting's log, in a database and behind an answer of its own, with lines between membership's.
    const theirs = service.context.client.db(`${environment.SKEIN_PREFIX}_theirs`);
    const ours = await db.collection('audit').find().sort({ at: 1 }).toArray();
    await theirs
      .collection('audit')
      .insertMany(
        ours.map(({ at, ...row }) => ({ ...row, _id: newId() as never, at, action: 'planMeeting' })),
      );
    const { answer: handle } = answer(
      auditContract.questions.search.meeting,
      async ({ network, ...query }) => {
        const page = await searchAudit({ db: theirs, network }, 'meeting', query);
        if ('refused' in page) throw new Error(page.detail);
        return page;
      },
    );
    const subject = `${environment.SKEIN_PREFIX}.testing.ask.audit.search.meeting.v1`;
    const subscription = nats.connection.subscribe(subject, {
      callback: (_failure, message) => {
        void handle(message.json() as never).then((page) =>
          message.respond(JSON.stringify({ answer: page })),
        );
      },
    });
    await until('meeting answers', async () => !(await search()).missing.includes('meeting'));
    const seen: AuditLine[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Page = await search({ limit: '3', ...(after && { after }) });
      seen.push(...page.items);
      after = page.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen).toHaveLength(2 * ours.length);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect((await search({ service: 'meeting', limit: '200' })).items).toHaveLength(ours.length);
    subscription.unsubscribe();
  });
});
