import { type LinkedStep, workstreamsContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

it('answers with the first open steps of each community that is asked for', async () => {
  const { api, community, neighbour, people, tokens, side, environment } = net;
  const as = tokens.admin;
  const make = async (path: string, body: object) =>
    (await api<{ id: string }>('POST', path, { as, body })).body.id;
  const workstream = await make('/workstreams', { community, title: 'Website', owners: [people.ada] });
  const steps = `/workstreams/${workstream}/steps`;
  await make(steps, { title: 'Done long ago', status: 'done' });
  await make(steps, { title: 'Draft it', owners: [people.ada], due: '2026-12-24' });
  await make(steps, { title: 'Ask around', status: 'accepted' });
  await make(steps, { title: 'Too many' });
  const elsewhere = await make('/workstreams', { community: neighbour, title: 'Other', owners: [] });
  await make(`/workstreams/${elsewhere}/steps`, { title: 'Not asked for' });
  const prefix = environment.SKEIN_PREFIX ?? '';
  const question = { network: 'testing', communities: [community, newId()], most: 2 };
  expect(await ask(side.nats, prefix, workstreamsContract.questions.openSteps, question)).toEqual({
    communities: [
      {
        community,
        steps: [
          { title: 'Draft it', owners: [people.ada], due: '2026-12-24', status: 'proposed' },
          { title: 'Ask around', owners: [], status: 'accepted' },
        ],
      },
    ],
  });
  const foreign = { ...question, network: 'elsewhere' };
  expect(await ask(side.nats, prefix, workstreamsContract.questions.openSteps, foreign)).toEqual({
    communities: [],
  });
});

it('answers which steps still wait for those who were asked, and where they say so', async () => {
  const { api, community, people, tokens, side, environment } = net;
  const as = tokens.ada;
  const make = async (path: string, body: object) =>
    (await api<{ id: string }>('POST', path, { as, body })).body.id;
  const steps = `/workstreams/${await make('/workstreams', { community, title: 'Website', owners: [] })}/steps`;
  const waits = await make(steps, { title: 'Draft it', owners: [people.ben] });
  const free = await make(steps, { title: 'Ask around' });
  const done = await make(steps, { title: 'Done', owners: [people.ben], status: 'done' });
  const question = { network: 'testing', requests: [waits, free, done] };
  const prefix = environment.SKEIN_PREFIX ?? '';
  const answered = await ask(side.nats, prefix, workstreamsContract.questions.waiting, question);
  const link = expect.stringContaining(`/communities/${community}/work`);
  const links = { [people.ben]: expect.stringContaining('/step#token=') };
  expect(answered).toEqual({ waiting: [{ request: waits, about: 'Draft it', link, links }] });
});

it('lets those who are asked answer by the link of their letter, without signing in', async () => {
  const { api, community, people, tokens, side, environment } = net;
  await side.enter(people.ben, community);
  await until('ben belongs', () =>
    net.db.collection<{ _id: string }>('known_memberships').findOne({ _id: `${people.ben}.${community}` }),
  );
  const make = async (path: string, body: object) =>
    (await api<{ id: string }>('POST', path, { as: tokens.ada, body })).body.id;
  const steps = `/workstreams/${await make('/workstreams', { community, title: 'Website', owners: [] })}/steps`;
  const asked = async (title: string) => {
    const step = await make(steps, { title, owners: [people.ben] });
    const question = { network: 'testing', requests: [step] };
    const { waiting } = workstreamsContract.questions;
    const answered = await ask(side.nats, environment.SKEIN_PREFIX ?? '', waiting, question);
    const link = answered?.waiting[0]?.links?.[people.ben] ?? '';
    return `/step-answers?token=${new URLSearchParams(new URL(link).hash.slice(1)).get('token')}`;
  };
  const one = await asked('Draft it');
  const facts = { title: 'Draft it', workstream: 'Website' };
  expect((await api<LinkedStep>('GET', one)).body).toMatchObject({ ...facts, state: 'asked' });
  const accepted = await api<LinkedStep>('POST', one, { body: { answer: 'accepted', word: 'Gladly.' } });
  expect(accepted.body).toMatchObject({ ...facts, state: 'accepted' });
  expect((await api('POST', one, { body: { answer: 'accepted' } })).problem).toMatchObject({ status: 409 });
  const other = await asked('Ask around');
  expect((await api<LinkedStep>('POST', other, { body: { answer: 'declined' } })).body.state).toBe(
    'declined',
  );
  expect((await api('POST', other, { body: { answer: 'accepted' } })).problem).toMatchObject({ status: 409 });
  expect((await api('GET', `${one}x`)).problem).toMatchObject({ code: 'invalid-token' });
});
