import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Found, load, nextSuffix, placeOfId } from './request.ts';

// Requests leave at their own times, and each one's latency counts from the time it was due: a server that stalls is
// charged for all that it keeps waiting (coordinated omission cannot hide it). Over plain sockets, since an HTTP client
// costs more for each request than the server that is measured, and takes that from the same cores.
const { url, path, body, connections, seconds, rate = 1_000 } = load;
const { hostname, port, host } = new URL(url);
const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
const request = Buffer.from(head + body);
const idAt = Buffer.byteLength(head) + placeOfId(body);

const latencies: number[] = [];
const statuses: Record<string, number> = {};
const warmUp = Math.min(1, seconds / 4) * 1000;
const waiting: number[] = [];
let begun = 0;
let open = 0;

/** The status of an answer that is there in full. */
const statusOf = (answer: string): string | undefined => {
  const end = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, end))?.[1];
  return end > 0 && answer.length >= end + 4 + Number(length) ? answer.slice(9, 12) : undefined;
};

/** One connection, with one request on its way at a time. */
const openLane = async () => {
  const own = Buffer.from(request);
  let due = 0;
  let answer = '';
  const take = (moment: number): void => {
    due = moment;
    own.write(nextSuffix(), idAt, 'latin1');
    socket.write(own);
  };
  const heard = (length: number, bytes: Uint8Array): boolean => {
    answer += Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1');
    const status = statusOf(answer);
    if (!status) return true;
    answer = '';
    open -= 1;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (due - begun > warmUp) latencies.push(performance.now() - due);
    const next = waiting.shift();
    if (next === undefined) free.push(take);
    else take(next);
    return true;
  };
  const socket: Socket = connect({
    ...{ host: hostname, port: Number(port), noDelay: true },
    onread: { buffer: Buffer.alloc(16 * 1024), callback: heard },
  });
  await once(socket, 'connect');
  free.push(take);
  return socket;
};
const free: ((due: number) => void)[] = [];
const sockets = await Promise.all(Array.from({ length: connections }, openLane));

begun = performance.now();
const total = Math.floor(rate * seconds);
for (let sent = 0; sent < total; ) {
  const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * rate));
  for (; sent < due; sent += 1) {
    open += 1;
    const moment = begun + (sent / rate) * 1000;
    const take = free.pop();
    if (take) take(moment);
    else waiting.push(moment);
  }
  // Not as fast as it can: a generator that spins takes a core from what it measures.
  await delay(1);
}
const ends = performance.now() + 10_000;
while (open > 0 && performance.now() < ends) await delay(1);
if (open > 0) throw new Error(`${open} requests got no answer`);
const took = (performance.now() - begun) / 1000;
latencies.sort((one, other) => one - other);
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
const found: Found = { perSecond: total / took, p50: at(0.5), p99: at(0.99), statuses };
console.log(JSON.stringify(found));
for (const socket of sockets) socket.destroy();
