import autocannon from 'autocannon';
import { type Found, load, nextSuffix, placeOfId } from './request.ts';

// Each client has one request in its own buffer. Once it is answered, the id in it is exchanged for the next: made in
// place, since building each request anew costs the generator more than the answer costs the server.
type Client = autocannon.Client & { getRequestBuffer(): Buffer };
const { url, path, body, connections, seconds } = load;

const result = await autocannon({
  url: `${url}${path}`,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body,
  connections,
  duration: seconds,
  setupClient: (client) => {
    const buffer = (client as Client).getRequestBuffer();
    const start = buffer.indexOf('\r\n\r\n') + 4 + placeOfId(body);
    const renew = () => buffer.write(nextSuffix(), start, 'latin1');
    renew();
    client.on('response', renew);
  },
});
const found: Found = {
  perSecond: result.requests.total / result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  statuses: Object.fromEntries(
    Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count ?? 0]),
  ),
};
if (result.errors) throw new Error(`${result.errors} requests got no answer`);
console.log(JSON.stringify(found));
