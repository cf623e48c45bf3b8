import { once } from 'node:events';
import { connect } from 'node:net';

/** One connection, with one request on its way at a time. */
export interface Lane {
  /** Sends a whole request; its answer is told to `onAnswer` before the next may be sent. */
  send(request: Uint8Array): void;
  close(): void;
}

/** A whole request with a JSON body. */
export const requestOf = (url: URL, path: string, body: string): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

/** The status of an answer that is there in full. */
const statusOf = (answer: string): string | undefined => {
  const end = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, end))?.[1];
  return end > 0 && answer.length >= end + 4 + Number(length) ? answer.slice(9, 12) : undefined;
};

/**
 * A connection over a plain socket: an HTTP client costs more for each request than the server that is measured does, and
 * takes that from the same cores. Only for answers with a `content-length`.
 */
export const openLane = async (
  url: URL,
  onAnswer: (status: string, answer: string) => void,
): Promise<Lane> => {
  let answer = '';
  const heard = (length: number, bytes: Uint8Array): boolean => {
    answer += Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1');
    const status = statusOf(answer);
    if (!status) return true;
    const whole = answer;
    answer = '';
    onAnswer(status, whole);
    return true;
  };
  const socket = connect({
    ...{ host: url.hostname, port: Number(url.port), noDelay: true },
    onread: { buffer: Buffer.alloc(16 * 1024), callback: heard },
  });
  await once(socket, 'connect');
  return { send: (request) => socket.write(request), close: () => socket.destroy() };
};
