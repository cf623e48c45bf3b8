import type { Problem, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let survey: Survey;
beforeAll(async () => {
  side = await startSurveySide({ intake: true });
  survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
});
afterAll(() => side.stop());

const good = () => ({ response: newId(), instrumentVersion: 1, answers: { mood: 3 } });

const post = async (body: string, headers: Record<string, string> = {}, id = survey.id) => {
  const reply = await fetch(`${side.intake?.url}/api/v1/surveys/${id}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: reply.status, headers: reply.headers, problem: (await reply.json()) as Problem };
};

describe('the lean path', () => {
  it('answers with the receipt alone', async () => {
    const body = good();
    const { status, headers, problem } = await post(JSON.stringify(body));
    expect(status).toBe(202);
    expect(problem).toEqual({
      response: body.response,
      survey: survey.id,
      instrumentVersion: 1,
      receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('goes past what the other routes go through', async () => {
    const { headers } = await post(JSON.stringify(good()));
    expect(headers.get('x-frame-options')).toBeNull();
    const others = await fetch(`${side.intake?.url}/health/ready`);
    expect(others.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  const deep = (depth: number) =>
    `{"response":"${newId()}","instrumentVersion":1,"answers":{"mood":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  const with_ = (change: object) => JSON.stringify({ ...good(), ...change });

  it.each<[what: string, body: () => string, code: string, pointer?: string]>([
    ['no JSON', () => '{"response":', 'malformed-json'],
    ['nothing', () => '', 'malformed-json'],
    ['a list', () => '[]', 'invalid-request', '#'],
    ['null', () => 'null', 'invalid-request', '#'],
    ['a text', () => '"text"', 'invalid-request', '#'],
    ['a prototype', () => `{"__proto__":{"answers":{}},${with_({}).slice(1)}`, 'malformed-json'],
    ['ten megabytes', () => with_({ answers: { why: 'x'.repeat(10_000_000) } }), 'too-large'],
    ['a list a million deep', () => deep(1_000_000), 'too-large'],
    ['a list a hundred thousand deep', () => deep(100_000), 'invalid-request', '#/answers/mood'],
    ['an unknown field', () => with_({ person: newId() }), 'invalid-request', '#/person'],
    ['no answers', () => with_({ answers: undefined }), 'invalid-request', '#/answers'],
    [
      'a version that is a text',
      () => with_({ instrumentVersion: '1' }),
      'invalid-request',
      '#/instrumentVersion',
    ],
    ['version 0', () => with_({ instrumentVersion: 0 }), 'invalid-request', '#/instrumentVersion'],
    ['half a version', () => with_({ instrumentVersion: 1.5 }), 'invalid-request', '#/instrumentVersion'],
    [
      'an endless number',
      () => with_({}).replace('"mood":3', '"mood":1e999'),
      'invalid-request',
      '#/answers/mood',
    ],
    [
      'an id of another kind',
      () => with_({ response: crypto.randomUUID() }),
      'invalid-request',
      '#/response',
    ],
    [
      'a key that every object has',
      () => with_({ answers: { mood: 3, constructor: 1 } }),
      'invalid-request',
      '#/answers/constructor',
    ],
    ['a token too long', () => with_({ token: 'x'.repeat(2_001) }), 'invalid-request', '#/token'],
    ['another version', () => with_({ instrumentVersion: 2 }), 'conflict', '#/instrumentVersion'],
  ])('refuses %s with a problem that names it', async (_what, body, code, pointer) => {
    const { status, headers, problem } = await post(body());
    expect(problem).toMatchObject({ code, status });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    if (pointer) expect(problem.errors?.map((one) => one.pointer)).toContain(pointer);
  });

  it('refuses an address, a type and a header that are not its own', async () => {
    const body = JSON.stringify(good());
    expect((await post(body, {}, 'not-an-id')).problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/params/id' }],
    });
    expect((await post(body, { 'content-type': 'text/plain' })).problem.code).toBe('unsupported-media-type');
    expect((await post(body, { 'content-type': 'text/xml' })).problem.code).toBe('unsupported-media-type');
    expect((await post(body, { 'skein-network': 'No Network' })).problem.code).toBe('invalid-request');
    expect((await post(body, { 'skein-network': 'elsewhere' })).problem.code).toBe('not-found');
    expect((await post(body, { authorization: 'Bearer rubbish' })).problem.code).toBe('invalid-token');
    const got = await fetch(`${side.intake?.url}/api/v1/surveys/${survey.id}/responses`);
    expect([got.status, ((await got.json()) as Problem).code]).toEqual([404, 'not-found']);
    expect(got.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  it('takes a response from somebody who is signed in, in their own network only', async () => {
    const body = () => JSON.stringify(good());
    const authorization = `Bearer ${side.admin}`;
    expect((await post(body(), { authorization })).status).toBe(202);
    const across = await post(body(), { authorization, 'skein-network': 'elsewhere' });
    expect(across.problem).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
