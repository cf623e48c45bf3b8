import type { Receipt, Results, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const choices = [
  { key: 'yes', label: 'Yes', right: true, feedback: 'Indeed' },
  { key: 'no', label: 'No' },
];

describe('a quiz', () => {
  it('is marked in the receipt, and its results say how many were right and, once closed, what is', async () => {
    const { instrument } = await side.publishContent({
      title: 'Quiz',
      questions: [{ kind: 'quiz', key: 'one', text: 'So?', choices, points: 2 }],
    });
    const { body: survey } = await side.open(instrument, { audience: { kind: 'open' } });
    await side.untilAnnounced(survey.id);
    const answer = (one: string) =>
      call<Receipt>(side.intake?.url ?? '', 'POST', `/surveys/${survey.id}/responses`, {
        body: { response: newId(), instrumentVersion: 1, answers: { one } },
      });
    const right = await answer('yes');
    expect(right).toMatchObject({ status: 202, body: { quiz: { points: 2, of: 2 } } });
    expect(right.body.quiz?.questions[0]?.feedback).toEqual([{ choice: 'yes', text: 'Indeed' }]);
    expect((await answer('no')).body.quiz).toMatchObject({
      points: 0,
      questions: [{ rightChoices: ['yes'] }],
    });
    const results = () =>
      until('both to be counted', async () => {
        const { body } = await call<Results>(side.api.url, 'GET', `/surveys/${survey.id}/results`, {
          as: side.admin,
        });
        return body.responses === 2 && body.questions[0];
      });
    const open = await results();
    expect(open).toMatchObject({ counts: { yes: 1, no: 1 }, right: { count: 1, share: 0.5 } });
    expect(JSON.stringify(open.options)).not.toContain('right');
    await call<Survey>(side.api.url, 'POST', `/surveys/${survey.id}/closing`, {
      as: side.admin,
      ifMatch: survey.version,
    });
    await until('it to have settled', async () => (await results()).options?.[0]?.right);
    expect((await results()).options).toMatchObject([{ key: 'yes', right: true }, { key: 'no' }]);
  });

  it('is nothing in the receipt of what is none', async () => {
    const { id } = await side.openAndAnnounce({ audience: { kind: 'open' } });
    expect((await side.answer(id, { mood: 3 })).body).not.toHaveProperty('quiz');
  });
});
