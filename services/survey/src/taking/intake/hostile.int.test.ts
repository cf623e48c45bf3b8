import type { Answers, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutations, scenarios } from '../../testing/generated-answers.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import type { ResponseRow } from '../responses/row.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side.stop());

const send = (id: string, body: string) =>
  call(side.intake?.url ?? '', 'POST', `/surveys/${id}/responses`, { body });
const bodyWith = (answers: string): string =>
  `{"response":"${newId()}","instrumentVersion":1,"answers":${answers}}`;
const stored = (survey: Survey) => rowsOfSurvey<ResponseRow>(side.db, 'responses', survey.id);

describe('the intake, sent what no phone sends', () => {
  it('answers with a problem that says what is wrong, and goes on', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
    const wrong: [string, number, string, string | undefined][] = [
      [bodyWith(`{"mood":3,"why":"${'x'.repeat(10_000_000)}"}`), 413, 'too-large', undefined],
      [bodyWith(`{"mood":${deep('[', ']', 1_000_000)}}`), 413, 'too-large', undefined],
      [bodyWith(`{"mood":${deep('[', ']', 100_000)}}`), 400, 'invalid-request', '#/answers/mood'],
      [
        bodyWith(`{"mood":${deep('{"a":', '}', 30_000).replace(':}', ':1}')}}`),
        400,
        'invalid-request',
        '#/answers/mood',
      ],
      [deep('[', ']', 100_000), 400, 'invalid-request', '#'],
      [bodyWith(`{"mood":3,"why":"${'x'.repeat(51)}"}`), 400, 'invalid-request', '#/answers/why'],
      [bodyWith('{"mood":3,"why":"a\\u202eb"}'), 400, 'invalid-request', '#/answers/why'],
      [bodyWith('{"mood":3,"why":"a\\u0000b"}'), 400, 'invalid-request', '#/answers/why'],
      [bodyWith('{"mood":3,"why":"\\ud83d"}'), 400, 'invalid-request', '#/answers/why'],
      [bodyWith('{"mood":1e999}'), 400, 'invalid-request', '#/answers/mood'],
      [bodyWith('{"mood":null}'), 400, 'invalid-request', '#/answers/mood'],
      [bodyWith('{"mood":3,"__proto__":{"x":1}}'), 400, 'malformed-json', undefined],
      [bodyWith('{"mood":3,"constructor":1}'), 400, 'invalid-request', '#/answers/constructor'],
      [bodyWith('[]'), 400, 'invalid-request', '#/answers'],
      [`${bodyWith('{"mood":3}')}}`, 400, 'malformed-json', undefined],
    ];
    for (const [body, status, code, pointer] of wrong) {
      const { problem } = await send(survey.id, body);
      expect({ body: body.slice(70, 120), ...problem }).toMatchObject({ status, code });
      if (pointer) expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer]);
    }
    expect((await send(survey.id, bodyWith('{"mood":3}'))).status).toBe(202);
    await until('the one answer to be stored', async () => (await stored(survey)).length === 1);
  });
});

describe('generated instruments', () => {
  it('have their valid answers stored as they were given, and none of the wrong ones', async () => {
    const sent = fc.sample(scenarios, { numRuns: 25, seed: 20260301 });
    const wrong = fc.sample(mutations, { numRuns: 25, seed: 20260302 });
    for (const [index, { content, answers }] of sent.entries()) {
      const { instrument } = await side.publishContent(content);
      const { body: survey } = await side.open(instrument, { audience: { kind: 'open' } });
      await side.untilAnnounced(survey.id);
      const response = newId();
      const reply = await side.answer(survey.id, answers, { response });
      expect({ content, answers, problem: reply.problem.errors, status: reply.status }).toMatchObject({
        status: 202,
      });
      const row = await until('the response to be stored', () =>
        side.db.collection<ResponseRow>('responses').findOne({ _id: `${survey.id}.${response}` }),
      );
      expect(row.answers).toEqual(answers);
      const other = wrong[index];
      if (!other) continue;
      const { instrument: second } = await side.publishContent(other.content);
      const { body: refusing } = await side.open(second, { audience: { kind: 'open' } });
      await side.untilAnnounced(refusing.id);
      const refused = await side.answer(refusing.id, other.mutated.answers as Answers);
      expect({ ...other.mutated, status: refused.status }).toMatchObject({ status: 400 });
      expect(refused.problem.errors?.some(({ pointer }) => pointer.includes(other.mutated.field))).toBe(true);
      expect(await stored(refusing)).toEqual([]);
    }
  }, 180_000);
});
