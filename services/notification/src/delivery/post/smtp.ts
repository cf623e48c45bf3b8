import { Readable } from 'node:stream';
import { createTransport, type NodemailerError, type Transporter } from 'nodemailer';
import type { Attempt } from './attempt.ts';

/** A message ready for the wire. */
export interface Parcel {
  readonly raw: Buffer;
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
}

/** A way to the mail server. */
export interface Post {
  /**
   * Sends one letter; never throws. After `timeoutMs` the attempt is broken off. Nothing of the letter is handed over
   * before `ready` has come to its end, which is asked for once the server waits for it; where it throws, nothing is.
   */
  send(parcel: Parcel, timeoutMs: number, ready?: () => Promise<void>): Promise<Attempt>;
  close(): void;
}

/** Connections kept open between letters, and letters a second at most. */
interface Pool {
  readonly connections: number;
  readonly rate?: number | undefined;
}

const replyOf = ({ responseCode, response, command }: NodemailerError): string => {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  return [responseCode, enhanced, 'to', command].filter(Boolean).join(' ');
};

// The text of an error may quote the address, so only its codes are told.
const attemptOf = (error: NodemailerError, begun: boolean): Attempt => {
  const { code = 'error', responseCode } = error;
  const aboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ESTREAM';
  // A reply says that the letter was not taken, even where the connection closed with it.
  if (responseCode && (aboutLetter || begun))
    return { outcome: 'refused', code: responseCode, reply: replyOf(error) };
  if (begun) return { outcome: 'unanswered', why: `${code} after the letter was begun` };
  return { outcome: 'not-begun', unreachable: !aboutLetter, why: responseCode ? replyOf(error) : code };
};

const transportTo = (url: string, pool: Pool | undefined): Transporter => {
  const common = {
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 120_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (!pool) return createTransport(common);
  return createTransport({
    ...common,
    pool: true,
    maxConnections: pool.connections,
    maxMessages: Number.POSITIVE_INFINITY,
    // Goes again by itself only where the connection closed before any of the letter was read.
    maxRequeues: 1,
    ...(pool.rate && { rateLimit: pool.rate }),
  });
};

const handedOver = async function* (letter: Readable, ready: () => Promise<void>) {
  await ready();
  yield* letter;
};

/** Opens the way to a mail server; without a pool each letter has a connection of its own. */
export const openPost = (url: string, pool?: Pool): Post => {
  const transport = transportTo(url, pool);
  const streams = new WeakMap<object, Readable>();
  const readiness = new WeakMap<object, () => Promise<void>>();
  // The last stream of a message is read only once the server has said yes to DATA.
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((stream) => {
      const ready = readiness.get(data.raw as object);
      const last = stream as Readable;
      const read = ready ? Readable.from(handedOver(last, ready), { objectMode: false }) : last;
      streams.set(data.raw as object, read);
      return read;
    });
    done();
  });

  return {
    send: async ({ raw, from, to, messageId }, timeoutMs, ready) => {
      if (ready) readiness.set(raw, ready);
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), timeoutMs);
      try {
        await transport.sendMail({ raw, envelope: { from, to }, messageId, signal: patience.signal });
        return { outcome: 'sent' };
      } catch (error) {
        return attemptOf(error as NodemailerError, streams.get(raw)?.readableDidRead ?? false);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => transport.close(),
  };
};
