import type { AskedSurvey, Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../testing/ballots.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const asPerson = (person: string) => side.side.tokenFor({ person });
const asked = async (person: string, query = '') => {
  const as = await asPerson(person);
  const { body } = await call<{ items: AskedSurvey[] }>(side.api.url, 'GET', `/asked-surveys${query}`, {
    as,
  });
  return body.items;
};
const givenBy = async (person: string, { id }: Pick<Survey, 'id'>, query = '') =>
  (await asked(person, query)).find((one) => one.id === id)?.given;
const linkOf = async (person: string, { id }: Pick<Survey, 'id'>) =>
  call<{ url: string }>(side.api.url, 'GET', `/surveys/${id}/own-link`, { as: await asPerson(person) });
const tokenIn = (url: string): string => new URL(url).searchParams.get('token') ?? '';

describe('what somebody is asked', () => {
  it('is theirs alone, and their own link answers it, once, however they came to it', async () => {
    const { community, people } = await side.makeCommunity(9);
    const [ada = '', ben = ''] = people;
    const confidential = { mode: 'confidential', audience: { kind: 'community', community }, community };
    const survey = await side.openAndAnnounce(confidential);
    expect((await asked(ada)).find(({ id }) => id === survey.id)).toMatchObject({
      ...{ title: 'Pulse', status: 'open', given: 'nothing', community },
    });
    expect(await givenBy(newId(), survey)).toBeUndefined();
    expect((await linkOf(newId(), survey)).problem).toMatchObject({ status: 403 });

    const { url } = (await linkOf(ada, survey)).body;
    expect(new URL(url).pathname).toBe(`/answer/${survey.id}`);
    expect((await side.answer(survey.id, { mood: 4 }, { token: tokenIn(url) })).status).toBe(202);
    await until('the answer to be known', async () => (await givenBy(ada, survey)) === 'answer');
    expect(await givenBy(ben, survey)).toBe('nothing');

    await side.api.context.db
      .collection('surveys')
      .updateOne({ _id: survey.id as never }, { $set: { closesAt: new Date(Date.now() - 1000) } });
    expect(await givenBy(ada, survey)).toBeUndefined();
    await until('it to be closed and brought home', async () => {
      const row = await side.db.collection('surveys').findOne({ _id: survey.id as never });
      return row?.status === 'closed' && !row.apart;
    });
    expect(await givenBy(ada, survey, '?status=closed')).toBe('answer');
    expect(await givenBy(ben, survey, `?status=closed&community=${community}`)).toBe('nothing');
    const odd = { as: await asPerson(ben) };
    expect((await call(side.api.url, 'GET', '/asked-surveys?status=over', odd)).problem).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '#/query/status' }] },
    });
  });

  it('tells of an anonymous survey that a ballot was fetched, and nothing of whether it was answered', async () => {
    const page = pageOf(side);
    const { survey, people } = await page.open(9);
    const [ada = ''] = people;
    expect(await givenBy(ada, survey)).toBe('nothing');
    const token = tokenIn((await linkOf(ada, survey)).body.url);
    expect(await givenBy(ada, survey)).toBe('nothing');
    const ballot = await page.ballotFor(survey.id, token);
    expect(await givenBy(ada, survey)).toBe('ballot');
    expect((await page.answer(survey.id, ballot, { mood: 2 })).status).toBe(202);
    expect(await givenBy(ada, survey)).toBe('ballot');
  });

  it('has what anyone may answer, of which nobody knows who did', async () => {
    const survey = await side.openAndAnnounce({ audience: { kind: 'open' } });
    const anyone = newId();
    expect(await givenBy(anyone, survey)).toBe('untold');
    const { url } = (await linkOf(anyone, survey)).body;
    expect(url.endsWith(`/answer/${survey.id}`)).toBe(true);
    expect((await linkOf(anyone, { id: newId() })).problem).toMatchObject({ status: 404 });
  });
});
