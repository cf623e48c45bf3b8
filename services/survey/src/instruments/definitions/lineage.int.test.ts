import type { Instrument, InstrumentFile, InstrumentVersion, NotCarried, Template } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questions, type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide();
});
afterAll(() => side.stop());

const get = <T = never>(path: string, as: string | undefined = side.admin) =>
  call<T>(side.api.url, 'GET', path, { as });
const post = <T = never>(path: string, body: object | undefined, request: object = {}) =>
  call<T>(side.api.url, 'POST', path, { as: side.admin, body, ...request });
const remove = <T = never>(path: string, ifMatch: number) =>
  call<T>(side.api.url, 'DELETE', path, { as: side.admin, ifMatch });
const eventsOf = (subject: string) =>
  side.db.collection('outbox').find({ 'envelope.subject': subject }).toArray();

describe('the versions of an instrument', () => {
  it('are listed, told apart, and known by their history', async () => {
    const { instrument } = await side.publishInstrument();
    const reworded = [{ ...questions[0], text: 'How is it going?' }, ...questions.slice(1, 4)];
    await side.publishAgain(instrument, { questions: reworded });
    const { body: listed } = await get<{ items: object[] }>(`/instruments/${instrument}/versions`);
    expect(listed.items).toMatchObject([
      { number: 2, questions: 4 },
      { number: 1, questions: 5, languages: ['en'] },
    ]);
    const { body: history } = await get<{ versions: number[]; questions: object[] }>(
      `/instruments/${instrument}/history`,
    );
    expect(history.versions).toEqual([1, 2]);
    expect(history.questions[0]).toMatchObject({
      key: 'mood',
      wordings: [{ number: 1 }, { number: 2, text: 'How is it going?' }],
    });
    expect(history.questions.at(-1)).toMatchObject({ key: 'why', first: 1, last: 1, asked: false });
    const { body: compared } = await get<{ differences: object[] }>(
      `/instruments/${instrument}/differences?from=1&to=2`,
    );
    expect(compared.differences).toContainEqual({
      path: 'questions/mood/text',
      change: 'changed',
      before: 'How are you?',
      after: 'How is it going?',
    });
    const { body: none } = await get(`/instruments/${instrument}/differences?from=2`);
    expect(none).toEqual({ differences: [] });
    expect((await get(`/instruments/${instrument}/differences?from=3`)).problem.code).toBe('not-found');
  });

  it('are not published where a key measures something else, naming the field', async () => {
    const { instrument } = await side.publishInstrument();
    const { problem } = (await side.publishAgain(instrument, {
      questions: [{ ...questions[0], to: 7 }],
    })) as never as { problem: object };
    expect(problem).toMatchObject({ status: 409, errors: [{ pointer: '#/questions/0/to' }] });
  });

  it('list what is not translated', async () => {
    const { instrument } = await side.publishInstrument();
    const { body } = await side.publishAgain(instrument, { translations: { cy: { title: 'Teitl' } } });
    expect(body).toMatchObject({ untranslated: { cy: expect.arrayContaining(['questions/mood/text']) } });
    const { body: survey } = await side.open(instrument, { audience: { kind: 'open' } });
    const form = await get(`/surveys/${survey.id}/form?language=cy&response=${newId()}`, undefined);
    expect(form.body).toMatchObject({ languages: ['en', 'cy'], form: { title: 'Teitl', language: 'cy' } });
  });
});

describe('a draft', () => {
  it('is discarded for the published version, or deleted where there is none', async () => {
    const { instrument } = await side.publishInstrument();
    const edit = { as: side.admin, body: { title: 'Changed' }, ifMatch: 2 };
    await call(side.api.url, 'PATCH', `/instruments/${instrument}`, edit);
    expect((await remove(`/instruments/${instrument}`, 3)).problem.code).toBe('conflict');
    expect((await remove(`/instruments/${instrument}/draft`, 2)).problem.code).toBe('stale-edit');
    const discarded = await remove<Instrument>(`/instruments/${instrument}/draft`, 3);
    expect(discarded.body).toMatchObject({ version: 4, draft: { title: 'Health check' } });
    const { body: draft } = await side.draft();
    expect((await remove(`/instruments/${draft.id}/draft`, 1)).problem.code).toBe('conflict');
    expect((await remove(`/instruments/${draft.id}`, 1)).status).toBe(204);
    expect((await get(`/instruments/${draft.id}`)).problem.code).toBe('not-found');
    expect((await eventsOf(draft.id)).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('is copied from another, or from a version of it', async () => {
    const { instrument } = await side.publishInstrument();
    const slug = `i-${newId()}`;
    const copied = await post<Instrument>(`/instruments/${instrument}/copies`, {
      slug,
      title: 'Mine',
      number: 1,
    });
    expect(copied.body).toMatchObject({
      published: 0,
      draft: { title: 'Mine' },
      origin: { kind: 'copy', instrument, number: 1 },
    });
    const again = await post(`/instruments/${instrument}/copies`, { slug });
    expect(again.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/slug' }] });
    expect((await post(`/instruments/${instrument}/copies`, { slug: newId(), number: 9 })).problem.code).toBe(
      'not-found',
    );
  });

  it('is refused where a condition refers to itself, and nothing is stored', async () => {
    const slug = `i-${newId()}`;
    const circular = [{ kind: 'text', key: 'a', text: 'A', showIf: { question: 'a', answered: true } }];
    const { problem } = await post('/instruments', { slug, title: 'T', questions: circular });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '#/questions/0/showIf/question' }] });
    expect(await side.db.collection('instruments').countDocuments({ slug })).toBe(0);
    const deep = `{"slug":"${slug}","title":"T","questions":[{"kind":"text","key":"a","text":"A","showIf":${'{"not":'.repeat(50_000)}1${'}'.repeat(50_000)}}]}`;
    const refused = await post('/instruments', deep as never);
    expect(refused.problem).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});

describe('the library', () => {
  it('is adopted as a draft that says from which template and version it came', async () => {
    const { body } = await get<{ items: Template[] }>('/instrument-templates');
    expect(body.items).toHaveLength(9);
    for (const template of body.items) {
      const adopted = await post<Instrument>('/instrument-templates/adoptions', { template: template.key });
      const origin = { kind: 'library', template: template.key, version: template.version };
      expect(adopted.body).toMatchObject({ slug: template.key, origin, draft: template.content });
      const published = await post(`/instruments/${adopted.body.id}/versions`, undefined, { ifMatch: 1 });
      expect(published.status).toBe(201);
    }
    const unknown = await post('/instrument-templates/adoptions', { template: 'nothing' });
    expect(unknown.problem).toMatchObject({ code: 'unknown-reference', errors: [{ pointer: '#/template' }] });
  });
});

describe('import and export', () => {
  it('give back what was written out', async () => {
    const { instrument } = await side.publishInstrument();
    const { body: file } = await get<InstrumentFile>(`/instruments/${instrument}/file?number=1`);
    const imported = await post<Instrument>('/instruments/imports', { slug: `i-${newId()}`, file });
    expect(imported.body).toMatchObject({ origin: { kind: 'file' }, published: 0 });
    expect((await get(`/instruments/${imported.body.id}/file`)).body).toEqual(file);
  });

  it('take a form of SurveyJS, and list what is left of it', async () => {
    const elements = [
      { type: 'rating', name: 'mood', title: 'How?' },
      { type: 'signaturepad', name: 'sign' },
    ];
    const body = { slug: `i-${newId()}`, form: { title: 'Form', elements } };
    const reply = await post<{ instrument: Instrument; notCarried: NotCarried[] }>(
      '/instruments/surveyjs-imports',
      body,
    );
    expect(reply.body.instrument).toMatchObject({
      origin: { kind: 'surveyjs' },
      draft: { questions: [{ key: 'mood' }] },
    });
    expect(reply.body.notCarried).toMatchObject([{ path: '#/elements/1' }]);
    const empty = await post('/instruments/surveyjs-imports', { slug: 'x', form: {} });
    expect(empty.problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#/form' }] });
  });
});

describe('a quiz', () => {
  it('shows what is right to those who may edit it alone', async () => {
    const choices = [
      { key: 'x', label: 'X', right: true, feedback: 'Indeed' },
      { key: 'y', label: 'Y' },
    ];
    const { instrument } = await side.publishContent({
      title: 'Quiz',
      questions: [{ kind: 'quiz', key: 'q', text: 'Q', choices }],
    });
    const { body: survey } = await side.open(instrument, { audience: { kind: 'open' } });
    const member = await side.side.tokenFor({});
    const paths = [
      `/instruments/${instrument}`,
      `/instruments/${instrument}/versions/1`,
      '/instruments?limit=200',
    ];
    for (const path of paths)
      expect(JSON.stringify((await get(path, member)).body)).not.toMatch(/"right":|Indeed/);
    expect(JSON.stringify((await get(`/surveys/${survey.id}/form`, undefined)).body)).not.toMatch(
      /"right":|Indeed/,
    );
    expect((await get<InstrumentVersion>(paths[1] as string)).body.questions[0]).toMatchObject({ choices });
  });
});
