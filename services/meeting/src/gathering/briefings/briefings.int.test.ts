import type { Briefing, Meeting } from '@skein/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

it('is asked by the host, answered before, and seen by the host and by who answered alone', async () => {
  const { tokens, people, community } = net;
  const planned = await net.api<Meeting>('POST', '/meetings', { as: tokens.ada, body: planFor(community) });
  const path = `/meetings/${planned.body.id}/briefing`;
  const ask = (as: string, ifMatch: number, ...questions: object[]) =>
    net.api<Briefing>('PUT', path, { as, ifMatch, body: { questions } });
  const answer = (as: string, ifMatch: number, question: string, text: string) =>
    net.api<Briefing>('PUT', `${path}/mine`, { as, ifMatch, body: { answers: [{ question, text }] } });
  const read = (as: string) => net.api<Briefing>('GET', path, { as });
  expect((await read(tokens.ben)).body).toMatchObject({ version: 0, questions: [], mine: { version: 0 } });
  expect((await ask(tokens.ben, 0, { text: 'What works?' })).status).toBe(403);
  const asked = await ask(tokens.ada, 0, { text: 'What works?' });
  const [question] = asked.body.questions;
  const id = question?.id ?? '';
  expect((await ask(tokens.ada, 0, { text: 'Else?' })).problem).toMatchObject({ status: 412 });
  expect((await ask(tokens.ada, 1, { text: '' })).problem).toMatchObject({
    status: 400,
    errors: [{ pointer: '#/questions/0/text' }],
  });
  expect((await answer(tokens.ben, 0, id, 'Two wards share.')).body).toMatchObject({
    mine: { version: 1, answers: [{ question: id, text: 'Two wards share.' }] },
  });
  const another = await net.side.tokenFor({ communities: { [community]: 'member' } });
  const seen = (await read(another)).body;
  expect(seen).toMatchObject({ mine: { answers: [] } });
  expect(seen).not.toHaveProperty('answers');
  expect((await read(tokens.ada)).body.answers).toMatchObject([
    { person: people.ben, answers: [{ text: 'Two wards share.' }] },
  ]);
  expect((await answer(tokens.ben, 1, 'none', 'x')).problem).toMatchObject({
    status: 400,
    errors: [{ pointer: '#/answers/0/question' }],
  });
  expect((await read(tokens.dot)).status).toBe(403);
});
