import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side.stop());

const open = async (closesAfter: number): Promise<string> => {
  const { instrument } = await side.publishContent({
    ...{ title: 'Pulse', introduction: '' },
    questions: [{ kind: 'yes-no', key: 'so', text: 'So?', required: true }],
  });
  const { body } = await side.open(instrument, { audience: { kind: 'open' }, closesAfter });
  await side.untilAnnounced(body.id);
  return body.id;
};
const answer = (survey: string) => side.answer(survey, { so: true });
const read = async (survey: string) =>
  (await call<{ status: string; full?: true }>(side.api.url, 'GET', `/surveys/${survey}`, { as: side.admin }))
    .body;

describe('a survey that closes after so many responses', () => {
  it('closes by itself, counts all that were taken, and says that it is full', async () => {
    const survey = await open(3);
    expect(await read(survey)).toMatchObject({ status: 'open', closesAfter: 3 });
    const page = await (await fetch(`${side.api.url}/answer/${survey}`)).text();
    expect(page).toContain('or until 3 have answered');
    let taken = 0;
    await until('it to be full', async () => {
      const { status, problem } = await answer(survey);
      if (status === 202) taken += 1;
      else expect(problem.code).toBe('closed');
      return status !== 202 || undefined;
    });
    expect(taken).toBeGreaterThanOrEqual(3);
    expect(await read(survey)).toMatchObject({ status: 'closed', full: true });
    await until('all to be stored', async () => {
      const rows = await rowsOfSurvey(side.db, 'responses', survey);
      return rows.length === taken || undefined;
    });
    const closed = await fetch(`${side.api.url}/answer/${survey}`);
    expect(await closed.text()).toContain('as many answers as were asked for');
  });

  it('stays open below that', async () => {
    const [less, full] = [await open(3), await open(1)];
    expect((await answer(less)).status).toBe(202);
    expect((await answer(full)).status).toBe(202);
    await until('the other to be full', async () => (await read(full)).full);
    expect(await read(less)).toMatchObject({ status: 'open' });
  });
});
