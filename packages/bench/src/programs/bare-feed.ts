import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

// The yardstick of feeds: the same bytes under the same tag, sent by Node alone.
const body = await readFile(process.env.BENCH_BODY ?? '');
const etag = process.env.BENCH_ETAG ?? '';
createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { 'content-type': 'text/calendar; charset=utf-8', etag }).end(body);
}).listen(Number(process.env.BENCH_PORT), '127.0.0.1');
