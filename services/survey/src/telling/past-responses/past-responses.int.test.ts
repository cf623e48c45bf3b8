import type { PastCheck, pastResponsesContract, Results, Survey, Waves } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let instrument = '';
beforeAll(async () => {
  side = await startSurveySide();
  ({ instrument } = await side.publishInstrument());
});
afterAll(() => side.stop());

const people = 40;

/** A table as a form of another program gives it, with who answered and when. */
const table = (title: string, broken = false): string =>
  [
    `Timestamp,Email,How are you?,Your role?,Which ways?,Why?,${title}`,
    ...Array.from({ length: people }, (_, index) => {
      const mood = broken && index === 4 ? 'splendid' : String((index % 3) + 3);
      const role = index % 2 ? 'Nurse' : 'Other';
      return `2023-05-01,person${index}@example.org,${mood},${role},"Mail, Call",Because ${index},`;
    }),
  ].join('\n');

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const post = <T>(path: string, body: object, key?: string) =>
  call<T>(side.api.url, 'POST', `/past-responses${path}`, { as: side.admin, body, ...(key && { key }) });

const past = (file: string, more: object = {}) => ({
  instrument,
  file: base64(file),
  title: 'Last year',
  mode: 'confidential',
  opensAt: '2023-05-01T00:00:00Z',
  closedAt: '2023-06-01T00:00:00Z',
  ...more,
});
type BroughtIn = z.infer<typeof pastResponsesContract.routes.bringInResponses.reply>;

const get = async <T>(path: string): Promise<T> =>
  (await call<T>(side.api.url, 'GET', path, { as: side.admin })).body;

describe('responses of an earlier survey', () => {
  it('are looked at before anything is kept: which column answers what, and what is wrong in which row', async () => {
    const { body, status } = await post<PastCheck>('/checks', { instrument, file: base64(table('x', true)) });
    expect(status).toBe(200);
    expect(body.columns).toMatchObject([
      { heading: 'Timestamp', because: 'says who answered or when, which is not kept' },
      { heading: 'Email', because: 'says who answered or when, which is not kept' },
      { heading: 'How are you?', to: 'mood' },
      { heading: 'Your role?', to: 'role' },
      { heading: 'Which ways?', to: 'ways' },
      { heading: 'Why?', to: 'why' },
      { heading: 'x', because: 'is called like no question' },
    ]);
    expect(body).toMatchObject({
      withoutColumn: ['trust'],
      rows: { read: people, good: people - 1, bad: 1 },
      problems: [{ line: 6, heading: 'How are you?' }],
      unknown: [{ to: 'mood', values: ['splendid'] }],
    });
    expect(await side.db.collection('surveys').countDocuments({ instrument })).toBe(0);
  });

  it('have their bad rows as a file with the reason beside each, and can be told what a cell stands for', async () => {
    const file = base64(table('y', true));
    const bad = await post<Buffer>('/bad-rows?format=csv', { instrument, file });
    const [headings, row, ...rest] = bad.body.toString().trim().split(/\r?\n/);
    expect(headings).toContain('What is wrong');
    expect(row).toMatch(/splendid.*How are you\?: is no answer to this question/);
    expect(rest).toEqual([]);
    const told = await post<PastCheck>('/checks', { instrument, file, values: { mood: { splendid: 5 } } });
    expect(told.body.rows).toEqual({ read: people, good: people, bad: 0 });
    const wrong = await post('/checks', { instrument, file, columns: { y: 'nothing' } });
    expect(wrong.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/columns' }] });
  });

  it('stand as a closed survey beside the later ones, in results and waves', async () => {
    const refused = await post('', past(table('z', true)));
    expect(refused.problem).toMatchObject({ status: 409, errors: [{ pointer: '#/goodRowsOnly' }] });
    const { body, status } = await post<BroughtIn>('', past(table('z', true), { goodRowsOnly: true }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      rows: { good: people - 1, bad: 1 },
      survey: {
        status: 'closed',
        audience: { kind: 'past' },
        closedAt: '2023-06-01T00:00:00.000Z',
        invited: 0,
      },
    });
    const { id } = body.survey;
    const results = await get<Results>(`/surveys/${id}/results`);
    expect(results.responses).toBe(people - 1);
    expect(results.questions.map(({ key }) => key)).toContain('role');
    expect((await side.tallied(id, 'role')).answered).toBe(people - 1);
    const later = await side.open(instrument, { audience: { kind: 'open' } });
    const waves = await get<z.infer<typeof Waves>>(`/instruments/${instrument}/waves`);
    expect(waves.surveys.map(({ survey }) => survey)).toEqual([id, later.body.id]);
    const listed = await get<{ items: Survey[] }>('/surveys');
    expect(listed.items.map((survey) => survey.id)).toEqual([later.body.id, id]);
  });

  it.each(['confidential', 'anonymous'])(
    'of a %s survey keep nothing of who gave them, nor when or in which order',
    async (mode) => {
      const file = table(newId());
      const { body } = await post<BroughtIn>('', past(file, { mode }));
      const rows = await side.db.collection('responses').find({ survey: body.survey.id }).toArray();
      expect(rows).toHaveLength(people);
      expect(JSON.stringify(rows)).not.toContain('example.org');
      for (const row of rows) {
        expect(row).not.toHaveProperty('link');
        expect(row.receivedAt).toEqual(new Date('2023-06-01T00:00:00Z'));
      }
      const said = rows.map(({ answers }) => Number(/\d+/.exec(answers.why)?.[0]));
      expect(said).not.toEqual(said.toSorted((one, other) => one - other));
    },
  );

  it('are brought in once, however often and by whatever key the file comes', async () => {
    const file = table(newId());
    const key = newId();
    const first = await post<BroughtIn>('', past(file), key);
    const again = await post<BroughtIn>('', past(file), key);
    expect(again.body.survey.id).toBe(first.body.survey.id);
    expect((await post('', past(file, { title: 'Again' }))).problem).toMatchObject({
      status: 409,
      code: 'already-exists',
      detail: 'This file was brought in already, as “Last year”.',
    });
    const together = table(newId());
    const both = await Promise.all([post('', past(together)), post('', past(together))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('are refused with the field and the remedy where they cannot be read or are not over', async () => {
    const future = await post(
      '',
      past(table('f'), { closedAt: new Date(Date.now() + 60_000).toISOString() }),
    );
    expect(future.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/closedAt' }] });
    const named = await post('', past(table('n'), { mode: 'named' }));
    expect(named.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/mode' }] });
    const broken = await post('/checks', { instrument, file: base64('PK\u0003\u0004 no workbook') });
    expect(broken.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/file' }] });
    const unknown = await post('/checks', { instrument: newId(), file: base64('a') });
    expect(unknown.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/instrument' }] });
    const version = await post('/checks', { instrument, number: 9, file: base64('a') });
    expect(version.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/number' }] });
  });
});
