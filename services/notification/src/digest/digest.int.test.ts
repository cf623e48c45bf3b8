import type { Digest } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerSections,
  freshMonth,
  putMembers,
  type Stage,
  section,
  startStage,
  whenSent,
} from '../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const begin = (body: object, options: object = {}) =>
  call<Digest>(stage.service.url, 'POST', '/digests', { as: stage.admin, body, ...options });

describe('an issue of the digest', () => {
  it('is begun with what every service has, and names who did not answer', async () => {
    const stopMeeting = answerSections(stage, 'meeting', [
      section('Upcoming meetings', { title: 'Open space', detail: '' }),
      section('Nothing', ...[]),
    ]);
    const stopOwn = answerSections(stage, 'library', [section('New books', { title: 'A book', detail: '' })]);
    const month = freshMonth();
    const { status, body, headers } = await begin({ month, title: 'News', introduction: 'Hello' });
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({ month, title: 'News', introduction: 'Hello', status: 'draft', version: 1 });
    expect(body.sections.map(({ title }) => title)).toEqual(['Upcoming meetings', 'New books']);
    expect(body.missing).toEqual(['survey', 'membership']);
    const enders = ['survey', 'membership'].map((service) =>
      answerSections(stage, service, [section(`From ${service}`, { title: 'Late', detail: '' })]),
    );
    stopOwn();
    const request = { as: stage.admin, ifMatch: 1 };
    const again = await call<Digest>(stage.service.url, 'POST', `/digests/${body.id}/collecting`, request);
    expect(again.body).toMatchObject({ version: 2, missing: [] });
    expect(again.body.sections.map(({ title }) => title).toSorted()).toEqual([
      'From membership',
      'From survey',
      'New books',
      'Upcoming meetings',
    ]);
    const whole = await begin({ month: freshMonth(), title: 'All' });
    expect(whole.body.missing).toEqual([]);
    for (const end of [...enders, stopMeeting]) end();
  });

  it('is begun with nothing where nobody answers', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Quiet' });
    expect(body).toMatchObject({ sections: [], missing: ['meeting', 'survey', 'membership'] });
  });

  it('is one a month, and one for a repeated Idempotency-Key', async () => {
    const body = { month: freshMonth(), title: 'Once' };
    const first = await begin(body, { key: 'collect-once' });
    const again = await begin(body, { key: 'collect-once' });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const second = await begin(body);
    expect(second.problem).toMatchObject({ status: 409, code: 'already-exists' });
    expect(second.problem.errors?.[0]?.pointer).toBe('#/month');
    const reused = await begin({ ...body, title: 'Other' }, { key: 'collect-once' });
    expect(reused.problem).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is edited as a draft only, from its newest version', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Draft' });
    const path = `/digests/${body.id}`;
    const edit = (changes: object, ifMatch?: number) =>
      call<Digest>(stage.service.url, 'PATCH', path, {
        as: stage.admin,
        body: changes,
        ...(ifMatch && { ifMatch }),
      });
    const edited = await edit({ title: 'Edited', sections: [section('S', { title: 'T', detail: 'D' })] }, 1);
    expect(edited.body).toMatchObject({ version: 2, title: 'Edited', sections: [{ title: 'S' }] });
    expect((await edit({ title: 'Edited' }, 2)).body.version).toBe(2);
    expect((await edit({ title: 'Stale' }, 1)).problem.code).toBe('stale-edit');
    expect((await edit({ title: 'Blind' })).problem.code).toBe('if-match-required');
    expect((await edit({ title: '' }, 2)).problem.errors?.[0]?.pointer).toBe('#/title');
    const script = [section('S', { title: 'T', detail: '', link: 'javascript:alert(1)' })];
    expect((await edit({ sections: script }, 2)).problem.errors?.[0]?.pointer).toBe(
      '#/sections/0/items/0/link',
    );
    const send = { as: stage.admin, ifMatch: 2 };
    const tooEarly = await call(stage.service.url, 'POST', `${path}/sending`, send);
    expect(tooEarly.problem).toMatchObject({ status: 409, code: 'conflict' });
    expect(tooEarly.problem.detail).toContain('would go to nobody');
    await putMembers(stage, 1);
    await call(stage.service.url, 'POST', `${path}/sending`, send);
    await whenSent(stage, body.id);
    expect((await edit({ title: 'Late' }, 5)).problem).toMatchObject({ status: 409, code: 'closed' });
  });

  it('is only for those who may', async () => {
    const { body } = await begin({ month: freshMonth(), title: 'Closed' });
    const path = `/digests/${body.id}`;
    const { url } = stage.service;
    const steering = await stage.side.tokenFor({ roles: ['steering'] });
    const member = await stage.side.tokenFor();
    const stranger = await stage.side.tokenFor({ roles: ['admin'], network: 'elsewhere' });
    const expired = await stage.side.tokenFor({ roles: ['admin'] }, new Date(Date.now() - 3_600_000));
    expect((await call(url, 'GET', path, { as: steering })).status).toBe(200);
    const send = { ifMatch: 1 };
    expect((await call(url, 'POST', `${path}/sending`, { as: steering, ...send })).status).toBe(403);
    expect((await call(url, 'GET', path, { as: member })).status).toBe(403);
    expect((await call(url, 'GET', path)).status).toBe(401);
    expect((await call(url, 'GET', path, { as: `${stage.admin}x` })).problem.code).toBe('invalid-token');
    expect((await call(url, 'GET', path, { as: expired })).problem.code).toBe('expired-token');
    expect((await call(url, 'GET', path, { as: stranger })).status).toBe(404);
    expect((await call(url, 'POST', `${path}/sending`, { as: stranger, ...send })).status).toBe(404);
    const changed = { as: stranger, body: { title: 'Mine' }, ...send };
    expect((await call(url, 'PATCH', path, changed)).status).toBe(404);
    const none = await call<{ items: Digest[] }>(url, 'GET', '/digests', { as: stranger });
    expect(none.body.items).toEqual([]);
    expect((await call(url, 'GET', `/digests/${newId()}`, { as: stage.admin })).status).toBe(404);
    expect((await begin({ month: '2031-13', title: 'X' })).problem.errors?.[0]?.pointer).toBe('#/month');
    expect((await call(url, 'POST', '/digests', { as: stage.admin, body: '{' })).problem.code).toBe(
      'malformed-json',
    );
  });

  it('is listed with the newest first, page by page', async () => {
    const { url } = stage.service;
    const first = await call<{ items: Digest[]; next: string }>(url, 'GET', '/digests?limit=2', {
      as: stage.admin,
    });
    const second = await call<{ items: Digest[] }>(url, 'GET', `/digests?limit=2&after=${first.body.next}`, {
      as: stage.admin,
    });
    const months = [...first.body.items, ...second.body.items].map(({ month }) => month);
    expect(months).toHaveLength(4);
    expect(months).toEqual(months.toSorted().toReversed());
  });
});
