import { expect, it, onTestFinished } from 'vitest';
import { startMailServer } from '../../testing/mail-server.ts';
import { openPost, type Parcel } from './smtp.ts';

const parcel = (to: string): Parcel => ({
  raw: Buffer.from(`Subject: News\r\nTo: ${to}\r\n\r\nHello\r\n`),
  from: 'letters@example.org',
  to,
  messageId: `<${to}>`,
});

it('hands over nothing of a letter whose sender is not ready, and goes on with the next', async () => {
  const server = await startMailServer();
  const post = openPost(server.url, { connections: 1 });
  onTestFinished(async () => {
    post.close();
    await server.stop();
  });
  const refuse = () => Promise.reject(new Error('not any more'));
  const withheld = await post.send(parcel('one@example.org'), 5_000, refuse);
  expect(withheld).toEqual({ outcome: 'not-begun', unreachable: false, why: 'ESTREAM' });
  const asked: string[] = [];
  const ready = async () => void asked.push('ready');
  expect(await post.send(parcel('unknown-two@example.org'), 5_000, ready)).toMatchObject({
    outcome: 'refused',
    code: 550,
  });
  expect(asked).toEqual([]);
  expect(await post.send(parcel('three@example.org'), 5_000, ready)).toEqual({ outcome: 'sent' });
  expect(asked).toEqual(['ready']);
  expect(server.read).toEqual(['three@example.org']);
});

it('hands over nothing where the attempt is broken off before its sender is ready', async () => {
  const server = await startMailServer();
  const post = openPost(server.url, { connections: 1 });
  onTestFinished(async () => {
    post.close();
    await server.stop();
  });
  const gate = Promise.withResolvers<void>();
  const attempt = await post.send(parcel('one@example.org'), 50, () => gate.promise);
  expect(attempt).toMatchObject({ outcome: 'not-begun' });
  gate.resolve();
  expect(await post.send(parcel('two@example.org'), 5_000)).toEqual({ outcome: 'sent' });
  expect(server.read).toEqual(['two@example.org']);
});
