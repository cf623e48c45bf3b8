import { Agent, get, type IncomingHttpHeaders } from 'node:http';

/** How many at once, of how many in all. */
export interface Lanes {
  readonly people: number;
  readonly atOnce: number;
}

/** Does something for each, so many at a time; returns how many were done a second. */
export const perSecond = async (
  { people, atOnce }: Lanes,
  work: (index: number) => Promise<void>,
): Promise<number> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next; index < people; index = next) {
      next += 1;
      await work(index);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return people / ((performance.now() - began) / 1000);
};

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks by the cheapest means there are, so that what asks weighs little beside what answers. */
export const ask = (url: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
  });
