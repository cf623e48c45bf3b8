import { setTimeout as delay } from 'node:timers/promises';
import { type Lane, openLane, requestOf } from './lane.ts';
import { type Found, load, nextSuffix, placeOfId } from './request.ts';

// Requests leave at their own times, and each one's latency counts from the time it was due: a server that stalls is
// charged for all that it keeps waiting (coordinated omission cannot hide it).
const { path, body, connections, seconds, rate = 1_000 } = load;
const url = new URL(load.url);
const request = requestOf(url, path, body);
const idAt = request.length - Buffer.byteLength(body) + placeOfId(body);

const latencies: number[] = [];
const statuses: Record<string, number> = {};
const warmUp = Math.min(1, seconds / 4) * 1000;
const waiting: number[] = [];
const free: ((due: number) => void)[] = [];
let begun = 0;
let open = 0;

const ready = async (): Promise<Lane> => {
  const own = Buffer.from(request);
  let due = 0;
  const take = (moment: number): void => {
    due = moment;
    own.write(nextSuffix(), idAt, 'latin1');
    lane.send(own);
  };
  const lane = await openLane(url, (status) => {
    open -= 1;
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (due - begun > warmUp) latencies.push(performance.now() - due);
    const next = waiting.shift();
    if (next === undefined) free.push(take);
    else take(next);
  });
  free.push(take);
  return lane;
};
const lanes = await Promise.all(Array.from({ length: connections }, ready));

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
for (const lane of lanes) lane.close();
