import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Envelope } from '../letters/letter.ts';

/** The longest letter taken, in bytes, as told in the reply to EHLO (RFC 1870). */
export const MAX_LETTER_BYTES = 10 * 1024 * 1024;

// How long a stop waits for letters that are being sent right now, in milliseconds.
const STOP_PATIENCE = 2_000;

interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** Keeps a letter and gives its id; the sender gets its 250 once this resolves, a 451 if it fails. */
  readonly deliver: (envelope: Envelope, message: Buffer[]) => Promise<string>;
}

const reply = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

const envelopeOf = ({ envelope, hostNameAppearsAs, remoteAddress }: SMTPServerSession): Envelope => ({
  sender: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
  recipients: envelope.rcptTo.map(({ address }) => address),
  client: `${hostNameAppearsAs || 'unknown'} ([${remoteAddress}])`,
});

/** The message in pieces, or undefined when it is too long; fails when the client goes away in the middle. */
const receive = (stream: SMTPServerDataStream): Promise<Buffer[] | undefined> => {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer[] | undefined>();
  let pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => {
    if (stream.sizeExceeded) pieces = [];
    else pieces.push(piece);
  });
  stream.once('end', () => resolve(stream.sizeExceeded ? undefined : pieces));
  stream.once('error', reject);
  return promise;
};

/** Starts an SMTP server that takes every letter, without login or TLS. */
export const startSmtp = async ({ host, port, deliver }: SmtpOptions) => {
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  const accept = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const envelope = envelopeOf(session);
    const message = await receive(stream);
    if (message === undefined) throw reply(552, `Letter exceeds ${MAX_LETTER_BYTES} bytes`);
    try {
      return `Kept as ${await deliver(envelope, message)}`;
    } catch (error) {
      throw reply(
        451,
        `Could not keep the letter: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

  const server = new SMTPServer({
    name: 'skein-mailbox',
    size: MAX_LETTER_BYTES,
    rejectOversized: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    // Replies are small and awaited: gathering them would cost a delayed acknowledgement each.
    noDelay: true,
    closeTimeout: 1,
    onMailFrom: (_address, _session, callback) =>
      callback(stopping ? reply(421, 'The mailbox is stopping, try again later') : null),
    onData: (stream, session, callback) => {
      const delivery = accept(stream, session)
        .then((text) => callback(null, text))
        .catch((error: Error) => callback(error))
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
  });
  // A client that breaks its connection off is its own affair; without a listener it would end the process.
  server.on('error', () => {});
  const listening = server.listen(port, host);
  await once(listening, 'listening');

  const stop = async (): Promise<void> => {
    stopping = true;
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, STOP_PATIENCE);
    // A letter that is safe on disk should get its 250, else its sender delivers it again.
    await Promise.race([Promise.allSettled(underWay), patience.promise]);
    clearTimeout(timer);
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port: (listening.address() as AddressInfo).port, stop };
};
