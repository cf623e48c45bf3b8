import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { type Found, load, nextSuffix, placeOfId } from './request.ts';

// Requests leave at their own times, and each one's latency counts from the time it was due: a server that stalls is
// charged for all that it keeps waiting (coordinated omission cannot hide it).
const { url, path, body, connections, seconds, rate = 1_000 } = load;
const pool = new Pool(url, { connections, pipelining: 1 });
const place = placeOfId(body);
const [before, after] = [body.slice(0, place), body.slice(place + 12)];
const latencies: number[] = [];
const statuses: Record<string, number> = {};
const warmUp = Math.min(1, seconds / 4) * 1000;
let open = 0;

const send = (due: number, start: number): void => {
  open += 1;
  let status = 0;
  const done = (): void => {
    open -= 1;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (due - start > warmUp) latencies.push(performance.now() - due);
  };
  pool.dispatch(
    {
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: before + nextSuffix() + after,
    },
    {
      onRequestStart: () => {},
      onResponseStart: (_controller, code) => {
        status = code;
      },
      onResponseData: () => {},
      onResponseEnd: done,
      onResponseError: done,
    },
  );
};

const start = performance.now();
const total = Math.floor(rate * seconds);
for (let sent = 0; sent < total; ) {
  const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * rate));
  for (; sent < due; sent += 1) send(start + (sent / rate) * 1000, start);
  // Not as fast as it can: a generator that spins takes a core from what it measures.
  await delay(1);
}
const ends = performance.now() + 10_000;
while (open > 0 && performance.now() < ends) await delay(1);
if (open > 0) throw new Error(`${open} requests got no answer`);
const took = (performance.now() - start) / 1000;
latencies.sort((one, other) => one - other);
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
const found: Found = { perSecond: total / took, p50: at(0.5), p99: at(0.99), statuses };
console.log(JSON.stringify(found));
await pool.destroy();
