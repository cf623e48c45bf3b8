import type { OpenText, Results, Survey, TextReading, Theme } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const send = <T>(method: string, path: string, more: object = {}) =>
  call<T>(side.api.url, method, path, { as: side.admin, ...more });
type List = { items: OpenText[]; next?: string };
const resultsWhen = (id: string, matches: (found: Results) => boolean) =>
  until('the results to be so', async () => {
    const { body } = await send<Results>('GET', `/surveys/${id}/results`);
    return matches(body) && body;
  });

/** A survey that was answered with these texts. */
const written = async (mode: 'named' | 'confidential', texts: string[]): Promise<Survey> => {
  const survey = await side.openAndAnnounce({ mode, audience: { kind: 'open' } });
  for (const why of texts) await side.answer(survey.id, { mood: 3, why });
  if (mode === 'named') await resultsWhen(survey.id, ({ responses }) => responses === texts.length);
  return survey;
};
const readTexts = async (id: string): Promise<TextReading> => {
  expect((await send('POST', `/surveys/${id}/questions/why/reading`)).status).toBe(202);
  return until('the texts to be read', async () => {
    const { body } = await send<TextReading>('GET', `/surveys/${id}/questions/why/words`);
    return body.state === 'ready' && body;
  });
};

describe('the texts of a question', () => {
  it('are read in the background: their words counted, listed page by page, and searched', async () => {
    const { id } = await written('named', ['More meetings', 'A meeting (weekly)', 'Time']);
    const base = `/surveys/${id}/questions/why`;
    expect((await send<TextReading>('GET', `${base}/words`)).body).toEqual({ state: 'none' });
    const read = await readTexts(id);
    expect(read).toMatchObject({ texts: 3, words: expect.arrayContaining([{ word: 'meeting', count: 2 }]) });
    const first = (await send<List>('GET', `${base}/texts?limit=2`)).body;
    const second = (await send<List>('GET', `${base}/texts?limit=2&after=${first.next}`)).body;
    const all = [...first.items, ...second.items].map(({ text }) => text);
    expect(all.toSorted()).toEqual(['A meeting (weekly)', 'More meetings', 'Time']);
    const found = (await send<List>('GET', `${base}/texts?search=${encodeURIComponent('(WEEK')}`)).body;
    expect(found.items.map(({ text }) => text)).toEqual(['A meeting (weekly)']);
    await side.answer(id, { mood: 3, why: 'Late' });
    await resultsWhen(id, ({ responses }) => responses === 4);
    await until('the new one to be read too', async () => (await readTexts(id)).texts === 4);
  });

  it('are given themes, which are renamed, merged and counted', async () => {
    const { id } = await written('named', ['Alpha', 'Beta']);
    await readTexts(id);
    const base = `/surveys/${id}/questions/why`;
    const add = (name: string) => send<Theme>('POST', `${base}/themes`, { body: { name } });
    const [time, hours] = [(await add('Time')).body, (await add('Hours')).body];
    expect((await add('Time')).problem).toMatchObject({ status: 409, errors: [{ pointer: '#/name' }] });
    const { items } = (await send<List>('GET', `${base}/texts`)).body;
    const [one, other] = items as [OpenText, OpenText];
    const set = (text: OpenText, themes: string[], ifMatch = 1) =>
      send<OpenText>('PUT', `/surveys/${id}/texts/${text.id}/themes`, { body: { themes }, ifMatch });
    expect((await set(one, [time.id, hours.id])).body.themes).toEqual([time.id, hours.id]);
    await set(other, [hours.id]);
    expect((await set(other, [time.id])).problem.code).toBe('stale-edit');
    expect((await set(other, [newId()], 2)).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/themes/0' }],
    });
    const rename = (name: string, ifMatch: number) =>
      send<Theme>('PATCH', `/surveys/${id}/themes/${time.id}`, { body: { name }, ifMatch });
    expect((await rename('Hours', 1)).problem.code).toBe('already-exists');
    expect((await rename('Time to care', 1)).body).toMatchObject({ version: 2, texts: 1 });
    expect((await rename('Again', 1)).problem.code).toBe('stale-edit');
    const merging = (into: string) =>
      send<Theme>('POST', `/surveys/${id}/themes/${hours.id}/merging`, { body: { into }, ifMatch: 1 });
    expect((await merging(hours.id)).problem.code).toBe('conflict');
    expect((await merging(time.id)).body).toMatchObject({ id: time.id, version: 3, texts: 2 });
    const themes = (await send<{ items: Theme[] }>('GET', `${base}/themes`)).body.items;
    expect(themes.map(({ name, texts }) => [name, texts])).toEqual([['Time to care', 2]]);
    expect((await send<List>('GET', `${base}/texts?theme=${time.id}`)).body.items).toHaveLength(2);
    // A reading anew keeps what people made of the texts.
    await side.answer(id, { mood: 3, why: 'Gamma' });
    await resultsWhen(id, ({ responses }) => responses === 3);
    await until('three to be read', async () => (await readTexts(id)).texts === 3);
    expect((await send<List>('GET', `${base}/texts?theme=${time.id}`)).body.items).toHaveLength(2);
  });

  it('of a confidential survey are read from the smallest group up, when it has closed, and lead to nobody', async () => {
    const few = await written('confidential', ['One']);
    const enough = await written(
      'confidential',
      Array.from({ length: 8 }, (_, index) => `Text ${index}`),
    );
    for (const { id, version } of [few, enough]) {
      expect((await send('POST', `/surveys/${id}/questions/why/reading`)).problem.code).toBe('conflict');
      await send('POST', `/surveys/${id}/closing`, { ifMatch: version });
      await resultsWhen(id, ({ state }) => state === 'final');
    }
    expect((await send('POST', `/surveys/${few.id}/questions/why/reading`)).problem.code).toBe('conflict');
    await readTexts(enough.id);
    const { items } = (await send<List>('GET', `/surveys/${enough.id}/questions/why/texts`)).body;
    expect(items).toHaveLength(8);
    const rows = await rowsOfSurvey(side.db, 'responses', enough.id);
    const kept = await side.db.collection('open_texts').find({ survey: enough.id }).toArray();
    for (const { _id, place } of rows) {
      const [, response = ''] = String(_id).split('.');
      for (const told of [items, kept]) {
        expect(JSON.stringify(told)).not.toContain(response);
        expect(JSON.stringify(told)).not.toContain(place);
      }
    }
  });

  it('are refused where there are none, or no such text', async () => {
    const { id } = await written('named', ['One']);
    expect((await send('POST', `/surveys/${id}/questions/mood/reading`)).problem.code).toBe('conflict');
    expect((await send('GET', `/surveys/${newId()}/questions/why/texts`)).status).toBe(404);
    const nowhere = `/surveys/${id}/texts/${'x'.repeat(27)}`;
    expect((await send('PUT', `${nowhere}/themes`, { body: { themes: [] }, ifMatch: 1 })).status).toBe(404);
    expect((await send('PUT', `${nowhere}/clearance`, { body: { cleared: true }, ifMatch: 1 })).status).toBe(
      404,
    );
    expect(
      (await send('PUT', `/surveys/${id}/texts/%22/clearance`, { body: { cleared: true }, ifMatch: 1 }))
        .status,
    ).toBe(400);
  });
});
