import type { ArchivedLetter, Digest } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerSections, freshMonth, putMembers, type Stage, section, startStage } from '../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ SKEIN_DIGEST_ANSWERS: '1' });
});
afterAll(() => stage.stop());

const ask = <T>(method: string, path: string, options: object = {}) =>
  call<T>(stage.service.url, method, path, options);
const listed = async (as?: string) =>
  (await ask<{ items: ArchivedLetter[] }>('GET', '/letters', { as })).body.items.map(({ id }) => id);

it('a letter is in the archive once it went out: for members, and for visitors when a host shows it', async () => {
  const community = newId();
  const end = answerSections(stage, 'meeting', [
    section('Coming', { title: 'For all', detail: '' }, { title: 'For them', detail: '', community }),
  ]);
  await putMembers(stage, 1);
  const { admin: as } = stage;
  const begun = await ask<Digest>('POST', '/digests', { as, body: { month: freshMonth(), title: 'News' } });
  end();
  const { id } = begun.body;
  const member = await stage.side.tokenFor({ communities: { [community]: 'member' } });
  expect(await listed(member)).not.toContain(id);
  const show = (openly: boolean, ifMatch: number, who = as) =>
    ask<ArchivedLetter>('PUT', `/letters/${id}/openness`, { as: who, body: { openly }, ifMatch });
  expect((await show(true, 1)).problem).toMatchObject({ status: 409 });

  expect((await ask('POST', `/digests/${id}/sending`, { as, ifMatch: 1 })).status).toBe(202);
  const { version } = await until('the letter to have gone out', async () => {
    const { body } = await ask<Digest>('GET', `/digests/${id}`, { as });
    return body.status === 'sent' && body;
  });
  expect(await listed(member)).toContain(id);
  expect(await listed()).not.toContain(id);
  const read = async (who?: string) => {
    const { body } = await ask<ArchivedLetter>('GET', `/letters/${id}`, { as: who });
    return body.sections?.flatMap(({ items }) => items.map(({ title }) => title));
  };
  expect(await read(member)).toEqual(['For all', 'For them']);
  expect((await ask('GET', `/letters/${id}`)).problem).toMatchObject({ status: 404 });

  expect((await show(true, version - 1)).problem).toMatchObject({ status: 412 });
  expect((await show(true, version, member)).problem).toMatchObject({ status: 403 });
  expect((await show(true, version)).body).toMatchObject({ openly: true });
  expect(await listed()).toContain(id);
  expect(await read()).toEqual(['For all']);
  expect((await show(false, version + 1)).status).toBe(200);
  expect(await listed()).not.toContain(id);
});
