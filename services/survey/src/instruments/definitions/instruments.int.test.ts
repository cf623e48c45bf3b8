import type { Instrument, InstrumentSeen, InstrumentVersion } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questions, type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide();
});
afterAll(() => side.stop());

const post = <T = never>(path: string, request: object) =>
  call<T>(side.api.url, 'POST', path, { as: side.admin, ...request });
const patch = <T = Instrument>(id: string, body: object, request: object) =>
  call<T>(side.api.url, 'PATCH', `/instruments/${id}`, { as: side.admin, body, ...request });

describe('instruments', () => {
  it('are drafted, edited, and published as versions that stay as they are', async () => {
    const { body: drafted, status, headers } = await side.draft();
    expect([status, headers.get('etag'), drafted.published]).toEqual([201, '"1"', 0]);
    const edited = await patch(drafted.id, { title: 'Pulse' }, { ifMatch: 1 });
    expect(edited.body).toMatchObject({ version: 2, draft: { title: 'Pulse', questions: { length: 5 } } });
    const path = `/instruments/${drafted.id}/versions`;
    const first = await post<InstrumentVersion>(path, { ifMatch: 2 });
    expect(first.body).toMatchObject({ number: 1, title: 'Pulse', instrument: drafted.id });
    await patch(drafted.id, { title: 'Pulse, again' }, { ifMatch: 3 });
    const second = await post<InstrumentVersion>(path, { ifMatch: 4 });
    expect(second.body).toMatchObject({ number: 2, title: 'Pulse, again' });
    const kept = await call(side.api.url, 'GET', `${path}/1`, { as: side.admin });
    expect(kept.body).toEqual(first.body);
    const none = await call(side.api.url, 'GET', `${path}/3`, { as: side.admin });
    expect(none.problem.code).toBe('not-found');
    const events = await side.db.collection('outbox').find({ 'envelope.subject': drafted.id }).toArray();
    expect(events.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  it('are not published twice unchanged', async () => {
    const { instrument } = await side.publishInstrument();
    const again = await post(`/instruments/${instrument}/versions`, { ifMatch: 2 });
    expect(again.problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('name a question’s key that is there twice, and store nothing', async () => {
    const slug = `i-${newId()}`;
    const twice = [...questions, { kind: 'text', key: 'mood', text: 'Again?' }];
    const reply = await post('/instruments', { body: { slug, title: 'T', questions: twice } });
    expect(reply.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/questions/5/key' }] });
    const found = await call<{ items: Instrument[] }>(side.api.url, 'GET', `/instruments?slug=${slug}`, {
      as: side.admin,
    });
    expect(found.body.items).toEqual([]);
  });

  it('have a slug of their own', async () => {
    const { body } = await side.draft();
    const again = await side.draft({ slug: body.slug });
    expect(again.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/slug' }] });
  });

  it('refuse an edit from another version, or from none', async () => {
    const { body } = await side.draft();
    const stale = await patch(body.id, { title: 'A' }, { ifMatch: 7 });
    expect(stale.problem).toMatchObject({ status: 412, code: 'stale-edit' });
    const missing = await patch(body.id, { title: 'A' }, {});
    expect(missing.problem).toMatchObject({ status: 428, code: 'if-match-required' });
    const publishing = await post(`/instruments/${body.id}/versions`, { ifMatch: 7 });
    expect(publishing.problem.code).toBe('stale-edit');
  });

  it('refuse what is no JSON, and what does not fit, by field', async () => {
    const malformed = await post('/instruments', { body: '{"slug":' });
    expect(malformed.problem).toMatchObject({ status: 400, code: 'malformed-json' });
    const wrong = await post('/instruments', {
      body: { slug: 'a', title: 'T', questions: [{ kind: 'text', key: 'Not A Key', text: 'x' }] },
    });
    expect(wrong.problem.errors).toMatchObject([{ pointer: '#/questions/0/key' }]);
  });

  it('are made by those who run the network, or for a community by those who run it', async () => {
    const { community } = await side.makeCommunity(1);
    const as = (role: 'facilitator' | 'member', where = community) =>
      side.side.tokenFor({ communities: { [where]: role } });
    const body = () => ({ slug: `i-${newId()}`, title: 'T', questions });
    expect((await post('/instruments', { body: body(), as: undefined })).problem.code).toBe(
      'unauthenticated',
    );
    const refused = await post('/instruments', { body: body(), as: await as('facilitator') });
    expect(refused.problem).toMatchObject({ code: 'forbidden', errors: [{ pointer: '#/community' }] });
    const own = { ...body(), community };
    for (const token of [await as('member'), await as('facilitator', newId())]) {
      expect((await post('/instruments', { body: own, as: token })).problem.code).toBe('forbidden');
    }
    const made = await post<Instrument>('/instruments', { body: own, as: await as('facilitator') });
    expect(made).toMatchObject({ status: 201, body: { community } });
    const nowhere = await post('/instruments', { body: { ...body(), community: newId() } });
    expect(nowhere.problem).toMatchObject({
      code: 'unknown-reference',
      errors: [{ pointer: '#/community' }],
    });
  });

  it('of others are copied once published, and the copy is changed', async () => {
    const { community: theirs } = await side.makeCommunity(1);
    const { community } = await side.makeCommunity(1);
    const as = await side.side.tokenFor({ communities: { [community]: 'facilitator' } });
    for (const owner of [theirs, undefined]) {
      const { instrument } = await side.publishInstrument(owner);
      const edited = await patch(instrument, { title: 'Mine' }, { as, ifMatch: 2 });
      expect(edited.problem).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('copy it') });
      const body = { slug: `i-${newId()}`, community };
      const path = `/instruments/${instrument}/copies`;
      expect((await post(path, { as, body })).problem.detail).toContain('by its `number`');
      const copied = await post<Instrument>(path, { as, body: { ...body, number: 1 } });
      expect(copied.body).toMatchObject({ community, origin: { kind: 'copy', instrument } });
      expect((await patch(copied.body.id, { title: 'Mine' }, { as, ifMatch: 1 })).status).toBe(200);
    }
  });

  it('keep their drafts from who may not change them', async () => {
    const { community } = await side.makeCommunity(1);
    const { instrument } = await side.publishInstrument(community);
    await patch(instrument, { title: 'Not yet' }, { ifMatch: 2 });
    const { body: unpublished } = await side.draft({ community });
    const slugs = async (as: string) => {
      const { body } = await call<{ items: InstrumentSeen[] }>(
        side.api.url,
        'GET',
        '/instruments?limit=200',
        { as },
      );
      return body.items;
    };
    const read = (id: string, as: string) =>
      call<InstrumentSeen>(side.api.url, 'GET', `/instruments/${id}`, { as });
    const runs = await side.side.tokenFor({ communities: { [community]: 'facilitator' } });
    const neighbour = await side.side.tokenFor({ communities: { [newId()]: 'facilitator' } });
    const member = await side.side.tokenFor({ communities: { [community]: 'member' } });
    expect((await read(instrument, runs)).body).toMatchObject({
      title: 'Not yet',
      draft: { title: 'Not yet' },
    });
    expect((await read(unpublished.id, runs)).status).toBe(200);
    expect((await slugs(runs)).map(({ id }) => id)).toContain(unpublished.id);
    for (const as of [neighbour, member]) {
      const { body: seen } = await read(instrument, as);
      expect(seen).not.toHaveProperty('draft');
      expect(seen.title).not.toBe('Not yet');
      expect((await read(unpublished.id, as)).problem.code).toBe('forbidden');
      const listed = await slugs(as);
      expect(listed.map(({ id }) => id)).not.toContain(unpublished.id);
      expect(listed.every((one) => one.draft === undefined)).toBe(true);
      expect(listed.find(({ id }) => id === instrument)?.title).toBe(seen.title);
    }
  });

  it('of another network are not there', async () => {
    const { body } = await side.draft();
    const elsewhere = await side.side.tokenFor({ network: 'elsewhere', roles: ['admin'] });
    const edit = await patch(body.id, { title: 'A' }, { as: elsewhere, ifMatch: 1 });
    expect(edit.problem).toMatchObject({ status: 404, code: 'not-found' });
    const list = await call<{ items: Instrument[] }>(side.api.url, 'GET', '/instruments', { as: elsewhere });
    expect(list.body.items).toEqual([]);
  });

  it('are drafted once under one Idempotency-Key', async () => {
    const body = { slug: `i-${newId()}`, title: 'T', questions };
    const first = await post<Instrument>('/instruments', { body, key: 'k1' });
    const again = await post<Instrument>('/instruments', { body, key: 'k1' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await post('/instruments', { body: { ...body, title: 'U' }, key: 'k1' });
    expect(other.problem.code).toBe('idempotency-key-reused');
  });

  it('come in pages, each once', async () => {
    const page = (after?: string) =>
      call<{ items: Instrument[]; next?: string }>(
        side.api.url,
        'GET',
        `/instruments?limit=3${after ? `&after=${after}` : ''}`,
        { as: side.admin },
      );
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await page(next);
      seen.push(...body.items.map(({ slug }) => slug));
      next = body.next;
    } while (next);
    const all = await side.db.collection('instruments').countDocuments({ network: 'testing' });
    expect(seen).toEqual([...new Set(seen)].toSorted());
    expect(seen).toHaveLength(all);
  });
});
