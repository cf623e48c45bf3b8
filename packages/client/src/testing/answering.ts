import { createClient } from '../client.ts';
import type { ClientOptions } from '../index.ts';
import { routeTable } from '../table.ts';

/** What was sent, as a server would see it. */
export interface Sent {
  readonly method: string;
  readonly address: string;
  readonly headers: Headers;
  readonly body: string;
}

type Says = Response | Error;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

export const problem = (code: string, status: number, more: object = {}): Response =>
  json({ type: `urn:skein:problem:${code}`, title: code, status, code, detail: 'No.', ...more }, status);

/** A client of all routes before something that answers what it is told, in turn; the last answer stays. */
export const answering = (answers: readonly (() => Says)[], options: Partial<ClientOptions> = {}) => {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: 'https://skein.example',
    routes: routeTable(),
    fetch: async (address, init) => {
      const request = new Request(address, init);
      const { method, headers } = request;
      sent.push({ method, address, headers, body: await request.text() });
      const said = answers[Math.min(sent.length, answers.length) - 1]?.();
      if (!said || said instanceof Error) throw said ?? new Error('nothing to say');
      return said;
    },
    ...options,
  });
  return { client, sent };
};
