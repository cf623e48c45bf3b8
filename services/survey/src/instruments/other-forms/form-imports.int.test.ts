import type { Instrument, NotCarried } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide();
});
afterAll(() => side.stop());

const lime = 'class\ttype/scale\tname\ttext\nG\t\tOne\t\nQ\tT\twhy\tWhy?\nQ\t|\tfile\tWhich file?\n';

const send = (body: string, type?: string, slug = `i-${newId()}`, headers: Record<string, string> = {}) =>
  call<{ instrument: Instrument; program: string; notCarried: NotCarried[] }>(
    side.api.url,
    'POST',
    `/instruments/form-imports?slug=${slug}`,
    { as: side.admin, body, headers: { ...(type && { 'content-type': type }), ...headers } },
  );

describe('a form of another program', () => {
  it.each(['text/plain', 'application/octet-stream', 'text/tab-separated-values', 'x-lime/anything'])(
    'is what its content shows, sent as %s',
    async (type) => {
      const { status, body } = await send(lime, type);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        program: 'limesurvey',
        instrument: {
          draft: { questions: [{ key: 'why', text: 'Why?' }] },
          origin: { program: 'limesurvey' },
        },
        notCarried: [{ effect: 'left-out', path: 'question file' }],
      });
    },
  );

  it('of SurveyJS and of Skein comes by the same way', async () => {
    const js = { title: 'Lunch', elements: [{ type: 'comment', name: 'q', title: 'What?' }] };
    expect((await send(JSON.stringify(js), 'application/json')).body).toMatchObject({
      program: 'surveyjs',
      instrument: { draft: { title: 'Lunch' } },
    });
    const own = {
      format: 'skein-instrument',
      formatVersion: 1,
      title: 'Lunch',
      questions: [{ kind: 'text', key: 'q', text: 'What?' }],
    };
    expect((await send(JSON.stringify(own), 'application/json')).body).toMatchObject({ program: 'skein' });
    const wrong = await send(JSON.stringify({ ...own, questions: [] }), 'application/json');
    expect(wrong.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/questions' }] });
  });

  it('is taken once for a key, and a key stands for one file', async () => {
    const slug = `i-${newId()}`;
    const key = { 'idempotency-key': newId() };
    const first = await send(lime, 'text/plain', slug, key);
    const again = await send(lime, 'text/plain', slug, key);
    expect(again.body.instrument.id).toBe(first.body.instrument.id);
    const other = await send(lime.replace('Why?', 'How?'), 'text/plain', slug, key);
    expect(other.problem).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect((await send(lime, 'text/plain', slug)).problem).toMatchObject({ code: 'already-exists' });
  });

  it('that cannot be read is refused with what to do', async () => {
    expect((await send('', 'text/plain')).problem).toMatchObject({
      status: 400,
      detail: 'The file is empty.',
    });
    expect((await send('{"title":', 'application/json')).problem).toMatchObject({ status: 400 });
    expect((await send('<a><LimeSurveyDocType>Question', 'text/xml')).problem.detail).toContain('.lss');
    expect((await send('PK\u0003\u0004', 'text/csv')).problem).toMatchObject({ status: 400 });
    const bare = await call(side.api.url, 'POST', '/instruments/form-imports', {
      as: side.admin,
      body: lime,
    });
    expect(bare.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/query/slug' }] });
  });
});
