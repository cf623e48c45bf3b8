import { consentText, type ImportProblem } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { importClient } from '../../testing/import-client.ts';

const environment = testEnvironment();
let service: RunningService;
let admin: string;
let client: ReturnType<typeof importClient>;
beforeAll(async () => {
  service = await startService(membership, environment);
  admin = await tokenFor(service, { roles: ['admin'] });
  client = importClient(service.url, admin);
  for (const [slug, name] of [
    ['falls', 'Falls prevention'],
    ['wards', 'Calm wards'],
  ]) {
    const body = { slug, name, domain: 'What we care about', description: '', joining: 'open' };
    await call(service.url, 'POST', '/communities', { as: admin, body });
  }
  const wording = { version: '2018-04', purposes: consentText.purposes };
  await call(service.url, 'POST', '/consent-texts', { as: admin, body: wording });
});
afterAll(() => service.stop());

const rowsIn = (collection: string, filter: object = {}) =>
  service.context.db.collection(collection).countDocuments(filter);

const csv = (...lines: string[]): string => ['name,email,communities', ...lines].join('\n');
let count = 0;
const fresh = (): string => `import-${++count}@one.example`;
const person = (email: string) => service.context.db.collection('people').findOne({ email });

describe('a list as people keep them', () => {
  it('has blank rows, communities by commas, a file type of Excel’s own, and columns that are left out by name', async () => {
    const [one, two] = [fresh(), fresh()];
    const lines = [
      'Vorname;Nachname;E-Mail;Gruppen;Einrichtungen;Lieblingsfarbe',
      `Ada;One;${one};"Falls prevention, calm wards";Klinik;rot`,
      ...Array.from({ length: 40 }, () => ' ;;;;;'),
      `Bo;Two;${two};falls;;`,
      ';;;;;',
    ];
    const sent = await client.send(lines.join('\r\n'), 'application/vnd.ms-excel');
    expect(sent.status).toBe(201);
    const checked = await client.settled(sent.body.id, 'checked', 'failed');
    expect(checked).toMatchObject({ state: 'checked', rows: { read: 2, good: 2, problems: 0 } });
    expect(checked.leftOut).toEqual(['Einrichtungen', 'Lieblingsfarbe']);
    expect(checked.columns.map(({ proposal }) => proposal).filter(Boolean)).toEqual(['organisation']);
    await client.apply(checked.id);
    expect((await client.settled(checked.id, 'done')).applied).toMatchObject({ people: 2, memberships: 3 });
  });

  it('gives its bad rows back in its own columns, each with what is wrong, to be mended and sent again', async () => {
    const lines = ['Colour,name,email', `red,Ada,${fresh()}`, 'blue,"Bo ""B""",nobody', `green,,${fresh()}`];
    const checked = await client.upload(lines.join('\n'));
    expect(checked.rows).toMatchObject({ good: 1, bad: 2 });
    const reply = await client.table(`/imports/${checked.id}/bad-rows`);
    expect(reply.status).toBe(200);
    const text = (await reply.text()).replace('\ufeff', '');
    expect(text.split('\r\n')).toEqual([
      'Colour,name,email,what is wrong',
      'blue,"Bo ""B""",nobody,“email” is not an e-mail address',
      expect.stringMatching(/^green,,import-\d+@one\.example,"“name” is empty; everyone has a name"$/),
      '',
    ]);
    // Mended, it is sent as it came back.
    const mended = text.replace('nobody', fresh()).replace('green,,', 'green,Cy,');
    expect((await client.upload(mended)).rows).toMatchObject({ good: 2, bad: 0 });
    await call(service.url, 'DELETE', `/imports/${checked.id}`, { as: admin });
    expect((await client.table(`/imports/${checked.id}/bad-rows`)).status).toBe(404);
  });
});

describe('an import', () => {
  it('is uploaded, checked, applied, and what it staged is gone', async () => {
    const email = fresh();
    const row = `"Ada ""A.""\u0007 One";${email.toUpperCase()};"falls (facilitator); calm WARDS";red`;
    const bad = await client.upload(`Full name;E-Mail;Communities;Colour\r\n${row}\r\n`);
    expect(bad).toMatchObject({ state: 'checked', separator: ';', rows: { good: 0, bad: 1 } });
    const checked = await client.upload(
      `Full name;E-Mail;Communities;Colour\r\n${row.replace('\u0007', '')}\r\n`,
    );
    expect(checked).toMatchObject({
      state: 'checked',
      encoding: 'utf-8',
      separator: ';',
      rows: { read: 1, good: 1, bad: 0, newPeople: 1 },
    });
    expect(checked.columns.map(({ field }) => field)).toEqual(['name', 'email', 'communities', undefined]);
    expect((await client.apply(checked.id)).status).toBe(202);
    const done = await client.settled(checked.id, 'done');
    expect(done.applied).toEqual({ rows: 1, people: 1, memberships: 2, consents: 0 });
    expect(done.columns.map(({ heading }) => heading)).not.toContain('Colour');
    for (const collection of ['import_rows', 'import_chunks'])
      expect(await rowsIn(collection, { import: done.id })).toBe(0);
    const made = await person(email);
    expect(made).toMatchObject({ name: 'Ada "A." One', network: 'testing' });
    const audit = await service.context.db.collection('audit').find({ targets: done.id }).toArray();
    expect(audit.map(({ action }) => action)).toEqual(['startImport', 'applyImport', 'applyImport']);
    expect(audit[2]?.targets).toContain(made?._id);
    const roles = await service.context.db
      .collection('memberships')
      .find({ person: made?._id as never })
      .toArray();
    expect(roles.map(({ role }) => role)).toEqual(['member', 'member']);
    const asked = service.context.db.collection('invitations').find({ person: made?._id as never });
    expect(await asked.toArray()).toMatchObject([{ role: 'facilitator', status: 'open', letter: 'due' }]);
  });

  it('made again from the same file makes nobody twice, and leaves what people changed', async () => {
    const emails = [fresh(), fresh()];
    const file = csv(`Bea,${emails[0]},falls`, `Cem,${emails[1]},falls`);
    await client.settled((await client.apply((await client.upload(file)).id)).body.id, 'done');
    const bea = await person(emails[0] ?? '');
    const as = await tokenFor(service, { person: String(bea?._id) });
    await call(service.url, 'PATCH', `/people/${bea?._id}`, { as, body: { name: 'Beatrix' }, ifMatch: 1 });
    const place = await service.context.db.collection('memberships').findOne({ person: bea?._id as never });
    await call(service.url, 'DELETE', `/communities/${place?.community}/members/${bea?._id}`, { as });
    const people = await rowsIn('people');

    const second = await client.upload(file);
    expect(second.rows).toMatchObject({ good: 2, newPeople: 0 });
    const done = await client.settled((await client.apply(second.id)).body.id, 'done');
    expect(done.applied).toEqual({ rows: 2, people: 0, memberships: 0, consents: 0 });
    expect(await rowsIn('people')).toBe(people);
    expect(await person(emails[0] ?? '')).toMatchObject({ name: 'Beatrix' });
    expect(await rowsIn('memberships', { person: bea?._id, role: { $exists: true } })).toBe(0);
  });

  it('takes nothing where a row is bad, and the good rows where that is asked for', async () => {
    const good = fresh();
    const checked = await client.upload(
      csv(`Dan,${good},falls`, 'Eve,not-an-address,nowhere', `,${fresh()},`),
    );
    expect(checked.rows).toMatchObject({ read: 3, good: 1, bad: 2, problems: 3 });
    expect(await client.problems(checked.id)).toEqual([
      { line: 3, column: 2, heading: 'email', detail: 'is not an e-mail address' },
      {
        line: 3,
        column: 3,
        heading: 'communities',
        detail: 'names a community that this network does not have',
      },
      { line: 4, column: 1, heading: 'name', detail: 'is empty; everyone has a name' },
    ]);
    const refused = await client.apply(checked.id);
    expect(refused.problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(await person(good)).toBeNull();
    await client.apply(checked.id, 'good-rows-only');
    expect((await client.settled(checked.id, 'done')).applied).toMatchObject({ rows: 1, people: 1 });
    expect(await person(good)).not.toBeNull();
    expect((await client.apply(checked.id)).problem.code).toBe('conflict');
  });

  it('tells its problems page by page, none twice', async () => {
    const { id } = await client.upload(
      csv(...Array.from({ length: 25 }, (_, index) => `P${index},x${index},`)),
    );
    const lines: number[] = [];
    let after = '';
    do {
      const { body } = await call<{ items: ImportProblem[]; next?: string }>(
        service.url,
        'GET',
        `/imports/${id}/problems?limit=10${after}`,
        { as: admin },
      );
      lines.push(...body.items.map(({ line }) => line));
      after = body.next ? `&after=${body.next}` : '';
    } while (after);
    expect(lines).toEqual(Array.from({ length: 25 }, (_, index) => index + 2));
  });

  it('is read again with other columns', async () => {
    const email = fresh();
    const first = await client.upload(`Wer,Wohin\nFay,${email}\n`);
    expect(first).toMatchObject({ state: 'failed', failure: { line: 1 } });
    expect(first.columns.map(({ heading }) => heading)).toEqual(['Wer', 'Wohin']);
    expect((await client.again(first.id, { columns: { Nowhere: 'name' } })).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/columns/Nowhere' }],
    });
    expect((await client.again(first.id, { columns: { Wer: 'name', Wohin: 'name' } })).status).toBe(400);
    expect((await client.again(first.id, { columns: { Wer: 'name', Wohin: 'email' } })).status).toBe(202);
    expect(await client.settled(first.id, 'checked')).toMatchObject({ rows: { good: 1 } });
  });

  it('takes consents only with what they rest on, and an empty cell as no answer', async () => {
    const emails = [fresh(), fresh(), fresh()];
    const file = `name,email,digest\nGus,${emails[0]},yes\nHal,${emails[1]},no\nIda,${emails[2]},\n`;
    const first = await client.upload(file);
    expect(first).toMatchObject({ state: 'failed', failure: { line: 1, column: 3 } });
    const consents = { basis: 'consent', textVersion: '2018-04' };
    const unpublished = await client.again(first.id, { consents: { ...consents, textVersion: '1999' } });
    expect(unpublished.problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/consents/textVersion' }],
    });
    const baseless = await client.again(first.id, { consents: { textVersion: '2018-04' } });
    expect(baseless.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/consents/basis' }] });
    await client.again(first.id, { consents });
    await client.settled(first.id, 'checked');
    await client.apply(first.id);
    expect((await client.settled(first.id, 'done')).applied).toMatchObject({ people: 3, consents: 2 });
    const ledger = async (email = '') =>
      service.context.db.collection('consents').findOne({ person: (await person(email))?._id as never });
    expect(await ledger(emails[0])).toMatchObject({ given: true, channel: 'import', ...consents });
    expect(await ledger(emails[1])).toMatchObject({ given: false, channel: 'import' });
    expect(await ledger(emails[2])).toBeNull();
  });

  it('adds to those who are members already what they have not: memberships and answers never given', async () => {
    const email = fresh();
    await client.settled((await client.apply((await client.upload(csv(`Jo,${email},`))).id)).body.id, 'done');
    const next = await client.upload(
      `name,email,community,role,digest\nJo,${email},falls,core group,yes\nJo,${email},wards,,yes\n`,
    );
    await client.again(next.id, { consents: { basis: 'consent', textVersion: '2018-04' } });
    expect(await client.settled(next.id, 'checked', 'failed')).toMatchObject({
      state: 'checked',
      rows: { good: 2 },
    });
    await client.apply(next.id);
    expect((await client.settled(next.id, 'done')).applied).toEqual({
      rows: 2,
      people: 0,
      memberships: 2,
      consents: 1,
    });
    const jo = await person(email);
    expect(jo).toMatchObject({ version: 2 });
    const events = await service.context.db
      .collection('outbox')
      .find({ 'envelope.data.person': jo?._id }, { projection: { subject: 1 } })
      .toArray();
    expect(events.map(({ subject }) => subject.split('.').slice(3).join('.')).toSorted()).toEqual([
      'membership.started.v1',
      'membership.started.v1',
      'person.consent-recorded.v1',
      'person.joined.v1',
    ]);
  });

  it('gives roles in the network by administrators only', async () => {
    const host = await tokenFor(service, { roles: ['hosting-team'] });
    const { id } = await client.upload(`name,email,network roles\nKim,${fresh()},Hosting team; steering\n`);
    expect((await client.apply(id, 'all-or-nothing', host)).problem.code).toBe('forbidden');
    await client.apply(id);
    expect((await client.settled(id, 'done')).applied.people).toBe(1);
  });

  it('sent again with its Idempotency-Key is the first; with another file it is refused', async () => {
    const headers = { 'idempotency-key': newId() };
    const file = csv(`Lu,${fresh()},`);
    const first = await client.send(file, 'text/csv', headers);
    expect((await client.send(file, 'text/csv', headers)).body.id).toBe(first.body.id);
    const other = await client.send(csv(`Mo,${fresh()},`), 'text/csv', headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    await client.settled(first.body.id, 'checked');
  });

  it('is forgotten when discarded, and expires by itself', async () => {
    const { id } = await client.upload(csv(`Nia,${fresh()},`));
    const kept = await service.context.db.collection('import_rows').findOne({ import: id });
    const hours = (kept?.forgetAt.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    expect((await call(service.url, 'DELETE', `/imports/${id}`, { as: admin })).status).toBe(204);
    for (const collection of ['import_rows', 'import_chunks', 'import_problems'])
      expect(await rowsIn(collection, { import: id })).toBe(0);
    expect((await call(service.url, 'GET', `/imports/${id}`, { as: admin })).status).toBe(404);
  });

  it('is checked again where a community was closed meanwhile', async () => {
    const body = {
      slug: `closing-${++count}`,
      name: 'Closing',
      domain: 'x',
      description: '',
      joining: 'open',
    };
    const { body: closing } = await call<{ id: string }>(service.url, 'POST', '/communities', {
      as: admin,
      body,
    });
    const { id } = await client.upload(csv(`Ola,${fresh()},${body.slug}`));
    const edit = { as: admin, body: { status: 'closed' }, ifMatch: 1 };
    expect((await call(service.url, 'PATCH', `/communities/${closing.id}`, edit)).status).toBe(200);
    expect((await client.apply(id)).problem.code).toBe('conflict');
    await client.again(id, {});
    expect(await client.settled(id, 'checked')).toMatchObject({ rows: { bad: 1 } });
  });

  it('is nobody’s in another network, and not of those without the right', async () => {
    const { id } = await client.upload(csv(`Pia,${fresh()},`));
    const elsewhere = await tokenFor(service, { network: 'another', roles: ['admin'] });
    for (const [method, path] of [
      ['GET', `/imports/${id}`],
      ['GET', `/imports/${id}/problems`],
      ['DELETE', `/imports/${id}`],
    ] as const)
      expect((await call(service.url, method, path, { as: elsewhere })).status).toBe(404);
    expect((await client.apply(id, 'all-or-nothing', elsewhere)).status).toBe(404);
    const member = await tokenFor(service, { roles: ['steering'] });
    expect((await client.send(csv(), 'text/csv', {}, member)).status).toBe(403);
    expect((await client.apply(id, 'all-or-nothing', member)).status).toBe(403);
  });
});
