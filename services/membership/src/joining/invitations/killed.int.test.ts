import { newId, startService } from '@skein/service-kit';
import { call, membershipSide, testEnvironment, until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { membership } from '../../app.ts';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';
import { startProcess } from '../../testing/process.ts';

// A dead process's lease lasts longer than a letter may take.
const timeout = 240_000;
const [invited, closing] = [40, 400];

it('sends every letter and closes every invitation, though its process is killed in the middle', {
  timeout,
}, async () => {
  const environment = testEnvironment();
  const net = await startNetwork(environment);
  const [inviter = ''] = await net.takeIn(1, []);
  const [community, closed] = [await net.found(), await net.found()];
  const body = { status: 'closed' };
  await call(net.url, 'PATCH', `/communities/${closed}`, { as: net.admin, ifMatch: 1, body });
  await until(
    'nothing to close',
    async () => (await net.db.collection('community_closings').countDocuments()) === 0,
  );
  await net.stop();

  const side = await membershipSide(environment);
  onTestFinished(() => side.stop());
  const context = { nats: side.nats, config: { SKEIN_PREFIX: environment.SKEIN_PREFIX } };
  const mail = catchLetters({ service: { context } } as unknown as Pick<Network, 'service'>);
  const db = side.client.db(`${environment.SKEIN_PREFIX}_membership`);
  const soon = new Date(Date.now() + 86_400_000);
  const facts = {
    ...{
      network: 'testing',
      version: 1,
      status: 'open',
      role: 'member',
      invitedBy: inviter,
      letterAttempts: 0,
    },
    ...{ invitedAt: new Date(), letterDueAt: new Date(0), expiresAt: soon, forgetAt: soon },
  };
  const rowsOf = (count: number, letter: 'due' | 'sent', into: string) =>
    Array.from({ length: count }, () => {
      const _id = newId();
      return { _id, ...facts, letter, community: into, email: `${_id}@example.org` };
    });
  const asked = rowsOf(invited, 'due', community);
  await db.collection('invitations').insertMany([...asked, ...rowsOf(closing, 'sent', closed)] as never[]);
  await db.collection('community_closings').insertOne({ _id: closed as never, network: 'testing' });
  const open = () => db.collection('invitations').countDocuments({ community: closed, status: 'open' });

  const { kill } = await startProcess(environment);
  await until('some letters to be sent', () => mail.letters.length >= 5);
  await kill();
  expect(mail.letters.length).toBeLessThan(invited);
  expect(await open()).toBeGreaterThan(0);

  const service = await startService(membership, environment);
  onTestFinished(() => service.stop());
  const sent = () =>
    db.collection('invitations').countDocuments({ community, letter: 'sent', status: 'open' });
  await until('all letters to be sent', async () => (await sent()) === invited, 120_000);
  await until('all to be closed', async () => (await open()) === 0, 60_000);
  const letters = mail.letters.map(({ to }) => to.email);
  expect([...new Set(letters)].toSorted()).toEqual(asked.map(({ email }) => email).toSorted());
  // The one that was on its way may come twice, so that it cannot be lost.
  expect(letters.length).toBeLessThanOrEqual(invited + 1);
  const done = await db.collection('invitations').find({ community: closed }).toArray();
  expect(done).toHaveLength(closing);
  for (const { status, version } of done) expect([status, version]).toEqual(['closed', 2]);
});
