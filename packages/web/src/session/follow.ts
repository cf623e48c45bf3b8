import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { token } from './client.ts';

/** What is not to be followed: it was refused, with a status. */
export class NotFollowed extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`following was answered ${status}`);
    this.status = status;
  }
}

/** Server-sent events of an address as they come, for as long as the connection is there. */
export async function* followed(
  address: string,
  signal: AbortSignal,
  last?: string,
): AsyncGenerator<EventSourceMessage> {
  const bearer = await token();
  const headers = {
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    ...(last !== undefined && { 'last-event-id': last }),
  };
  const { ok, status, body } = await fetch(address, { headers, signal });
  if (!ok || !body) throw new NotFollowed(status);
  const reader = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops reading ends the connection.
    void reader.cancel().catch(() => undefined);
  }
}

/** Until a while has passed, or there is a connection again. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
  });
