import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Refusal, refuse } from '@skein/contracts';
import { problemOf } from './problems.ts';

/** How long a request may take to begin, its headers included, in milliseconds. */
const headersMs = 10_000;
/** What every body has, however little of it there is, in milliseconds. */
const graceMs = 15_000;
/** What a large body must come with on the whole, bytes a second. */
const leastRate = 32 * 1024;

/** How long a body of at most so many bytes may take to arrive, in milliseconds. */
export const arrivalMs = (largestBody: number): number => graceMs + (largestBody / leastRate) * 1000;

/** `64 MiB`, as limits are told. */
export const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} KiB` : `${Math.floor(bytes / 1024 / 1024)} MiB`;

export const tooSlow = (): Refusal =>
  refuse('too-slow', 'The request came too slowly, and was ended. Send it again.');

const refusalOf = ({ code }: NodeJS.ErrnoException): Refusal => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow();
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('too-large', 'The headers are larger than is taken.');
  return refuse('invalid-request', 'This is not HTTP as it should be.');
};

/** Tells what is wrong with a request that never came to be one, and ends its connection. */
const endBroken = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemOf(refusalOf(error));
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};

/** What every server of ours keeps to, so that nobody holds a connection by sending a byte now and then. */
export const serverOptions = (largestBody: number) => ({
  requestTimeout: arrivalMs(largestBody),
  http: { headersTimeout: headersMs, connectionsCheckingInterval: 1_000 },
  clientErrorHandler: endBroken,
});
