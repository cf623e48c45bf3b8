import type { Meeting } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const say = (meeting: string, body: object, as = net.tokens.ben) =>
  net.api<Meeting>('POST', `/meetings/${meeting}/presence`, { as, body });

const opened = async (): Promise<Meeting> => {
  const as = net.tokens.ada;
  const planned = await net.api<Meeting>('POST', '/meetings', { as, body: planFor(net.community) });
  expect((await say(planned.body.id, { here: true })).problem).toMatchObject({ code: 'conflict' });
  return (await net.api<Meeting>('POST', `/meetings/${planned.body.id}/opening`, { as, ifMatch: 1 })).body;
};

it('those at a meeting say so themselves, many at once, and who runs it says it of others', async () => {
  const { id, openedAt } = await opened();
  expect(Date.parse(openedAt ?? '')).toBeGreaterThan(0);
  const many = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const person = newId();
      const as = await net.side.tokenFor({ person, communities: { [net.community]: 'member' } });
      return { person, status: (await say(id, { here: true }, as)).status };
    }),
  );
  expect(many.map(({ status }) => status)).toEqual(many.map(() => 200));
  const of = await say(id, { here: true, person: net.people.cy }, net.tokens.ada);
  expect(of.body.present.toSorted()).toEqual([...many.map(({ person }) => person), net.people.cy].toSorted());
  expect((await say(id, { here: false, person: net.people.cy }, net.tokens.ada)).body.present.length).toBe(
    12,
  );
});

it('nobody says it of another, of a stranger, from outside, or after the end', async () => {
  const { id } = await opened();
  expect((await say(id, { here: true, person: net.people.cy })).status).toBe(403);
  expect((await say(id, { here: true }, net.tokens.dot)).status).toBe(403);
  expect((await say(id, { here: true, person: newId() }, net.tokens.ada)).problem).toMatchObject({
    status: 422,
    errors: [{ pointer: '#/person' }],
  });
  expect((await say(id, { here: 'yes' })).problem).toMatchObject({ status: 400 });
  await net.api('POST', `/meetings/${id}/closing`, { as: net.tokens.ada, ifMatch: 2, body: {} });
  expect((await say(id, { here: true })).problem).toMatchObject({ status: 409, code: 'closed' });
});
