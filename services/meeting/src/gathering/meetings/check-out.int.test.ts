import { type Meeting, meetingsContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

test('the check-out asks those of the community, whoever is written down as present; hosts decide on more', async () => {
  const { ada, ben, dot } = net.people;
  await net.side.enter(ben, net.community);
  await until('the member to be known', () =>
    net.db.collection('known_memberships').findOne({ person: ben }),
  );
  const askedBy = async (as: string): Promise<string[] | undefined> => {
    const { body: planned } = await net.api<Meeting>('POST', '/meetings', {
      as,
      body: planFor(net.community),
    });
    const path = `/meetings/${planned.id}`;
    const present = { present: [ada, ben, dot] };
    await net.api('PUT', `${path}/attendance`, { as, ifMatch: 1, body: present });
    await net.api('POST', `${path}/opening`, { as, ifMatch: 2 });
    const closing = { as, ifMatch: 3, body: { checkOut: newId() } };
    expect((await net.api('POST', `${path}/closing`, closing)).status).toBe(200);
    const { type } = meetingsContract.events.meetingClosed;
    const told = await net.db
      .collection('outbox')
      .findOne({ 'envelope.type': type, 'envelope.subject': planned.id });
    expect(told?.envelope.data).toMatchObject(present);
    return told?.envelope.data.asked;
  };
  expect(await askedBy(net.tokens.ada)).toEqual([ben]);
  expect(await askedBy(net.tokens.admin)).toBeUndefined();
});
