import { workstreamsContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask } from '@skein/service-kit/testing';
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
  expect(answered).toEqual({ waiting: [{ request: waits, about: 'Draft it', link }] });
});
