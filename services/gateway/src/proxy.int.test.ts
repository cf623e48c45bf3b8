import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tableTypes } from '@skein/contracts';
import { until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { buildGateway, GatewayConfig } from './index.ts';

const piece = Buffer.alloc(1024 * 1024, 'name,email\n');

/** A gateway before a membership that answers in a chosen way; gives the gateway's address. */
const startBoth = async (answer: RequestListener): Promise<string> => {
  const membership: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(membership, 'listening');
  const upstream = `http://127.0.0.1:${(membership.address() as AddressInfo).port}`;
  const gateway = await buildGateway(
    GatewayConfig.parse({
      SKEIN_LOG_LEVEL: 'silent',
      SKEIN_MEMBERSHIP_URL: upstream,
      SKEIN_MEETING_URL: upstream,
      SKEIN_SURVEY_URL: upstream,
      SKEIN_NOTIFICATION_URL: upstream,
      SKEIN_INTAKE_URL: upstream,
    }),
  );
  onTestFinished(async () => {
    membership.closeAllConnections();
    membership.close();
    await gateway.close();
  });
  return gateway.listen({ host: '127.0.0.1', port: 0 });
};

it('hands a list of members on as it comes, far beyond the size of other bodies', async () => {
  let received = 0;
  const hash = createHash('sha256');
  const url = await startBoth(async (upload, reply) => {
    for await (const chunk of upload) {
      received += chunk.length;
      hash.update(chunk);
    }
    reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ received }));
  });
  const sent = createHash('sha256');
  const headers = { 'content-type': tableTypes.csv };
  const upload = request(`${url}/api/v1/imports`, { method: 'POST', headers });
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
  for (let count = 0; count < 40; count += 1) {
    sent.update(piece);
    if (!upload.write(piece)) await once(upload, 'drain');
    // The first pieces are there before the last are sent: the gateway holds no file.
    if (count === 8) await until('the first pieces have arrived', () => received > 0);
  }
  upload.end();
  const [reply] = await answered;
  expect(reply.statusCode).toBe(201);
  expect(received).toBe(40 * piece.length);
  expect(hash.digest('hex')).toBe(sent.digest('hex'));
  reply.resume();
});

it('hands an export on as it is made', async () => {
  let finish = (): void => undefined;
  const url = await startBoth((_request, reply) => {
    reply.writeHead(200, { 'content-type': tableTypes.csv, 'content-disposition': 'attachment' });
    reply.write(piece);
    finish = () => reply.end(piece);
  });
  const response = await fetch(`${url}/api/v1/exports/members`);
  expect(response.headers.get('content-disposition')).toBe('attachment');
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Not made to its end before its first half is here.
    if (bytes === piece.length) finish();
  }
  expect(bytes).toBe(2 * piece.length);
});

it('cuts an export off where it broke: half a list must not look whole', async () => {
  const url = await startBoth((_request, reply) => {
    reply.writeHead(200, { 'content-type': tableTypes.csv });
    reply.write(piece, () => reply.destroy());
  });
  const response = await fetch(`${url}/api/v1/exports/members`);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

it('lets the service say that a list is too large', async () => {
  const url = await startBoth(async (upload, reply) => {
    await once(upload.resume(), 'end');
    const problem = JSON.stringify({ code: 'too-large' });
    reply.writeHead(413, { 'content-type': 'application/problem+json' }).end(problem);
  });
  const body = new Uint8Array(65 * 1024 * 1024);
  const headers = { 'content-type': tableTypes.csv };
  const response = await fetch(`${url}/api/v1/imports`, { method: 'POST', headers, body });
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({ code: 'too-large' });
});
