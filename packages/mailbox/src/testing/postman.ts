import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { createTransport, type SendMailOptions } from 'nodemailer';

/** Sends letters over a pool of real SMTP connections; give it back with `await using`. */
export const postman = (smtpUrl: string, maxConnections = 1) => {
  const { hostname, port } = new URL(smtpUrl);
  const transport = createTransport({
    host: hostname,
    port: Number(port),
    pool: true,
    maxConnections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const usual = {
    from: 'Skein <post@skein.test>',
    to: 'anna@example.test',
    subject: 'Hello',
    text: 'Hello.',
  };
  return {
    send: (letter: SendMailOptions = {}) => transport.sendMail({ ...usual, ...letter }),
    [Symbol.asyncDispose]: async () => transport.close(),
  };
};

/** A bare SMTP connection, for what a mail library would not do. */
export const wire = async (smtpUrl: string) => {
  const { hostname, port } = new URL(smtpUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.on('error', () => {});
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();

  /** The next reply, its lines joined by line feeds; `closed` when there is none any more. */
  const reply = async (): Promise<string> => {
    // A killed server resets the connection: for who waits for a reply that is an end like any other.
    const { value, done } = await lines.next().catch(() => ({ value: '', done: true }));
    if (done) return 'closed';
    return /^\d{3}-/.test(value) ? `${value}\n${await reply()}` : value;
  };
  const say = (text: string): void => void socket.write(`${text}\r\n`);
  /** Says a line and gives the reply. */
  const ask = (text: string): Promise<string> => {
    say(text);
    return reply();
  };
  await reply();
  return { say, ask, reply, [Symbol.asyncDispose]: async () => void socket.destroy() };
};
