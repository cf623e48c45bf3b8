import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Background, Log } from '@skein/service-kit';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** The longest letter that is read, in bytes. */
const mostBytes = 1024 * 1024;
const mostConnections = 20;
const mostRecipients = 5;
const patienceMs = 60_000;

/** What becomes of a letter: taken, or refused for now (4xx) or for good (5xx), with why for who sent it. */
export interface Verdict {
  readonly code: 250 | 450 | 451 | 550;
  readonly text: string;
}

interface Options {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly log: Log;
  /** Whether there is such an address. */
  readonly accepts: (recipient: string) => Promise<Verdict>;
  /** Resolves once what the letter says is stored: its sender keeps it until then. */
  readonly take: (recipient: string, source: Buffer, sender: string) => Promise<Verdict>;
}

const refused = ({ code, text }: Verdict): Error => Object.assign(new Error(text), { responseCode: code });

const later: Verdict = { code: 451, text: 'This could not be taken just now; please send it again later' };

/** The letter, or undefined where it is too long; whatever is beyond the limit is not even held. */
const receive = async (stream: SMTPServerDataStream): Promise<Buffer | undefined> => {
  let pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) {
    if (stream.sizeExceeded) pieces = [];
    else pieces.push(piece);
  }
  return stream.sizeExceeded ? undefined : Buffer.concat(pieces);
};

/** Takes mail by SMTP, behind the mail server of the installation’s domain; what is said to be taken is stored. */
export const startReceiving = async ({
  host,
  port,
  name,
  log,
  accepts,
  take,
}: Options): Promise<Background & { readonly port: number }> => {
  const deliver = async (stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<string> => {
    const source = await receive(stream);
    if (!source)
      throw Object.assign(new Error(`Letters of at most ${mostBytes} bytes are read here`), {
        responseCode: 552,
      });
    const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const verdicts: Verdict[] = [];
    for (const { address } of envelope.rcptTo) verdicts.push(await take(address, source, sender));
    const [worst] = verdicts.toSorted((one, other) => other.code - one.code);
    // To be sent again for one address is to be sent again for all: what was taken of it counts once.
    const verdict = verdicts.find(({ code }) => code === 450 || code === 451) ?? worst ?? later;
    if (verdict.code !== 250) throw refused(verdict);
    return verdict.text;
  };

  const guarded = (work: Promise<Verdict>): Promise<Verdict> =>
    work.catch((error: unknown) => {
      log.warn({ err: error }, 'incoming mail could not be looked at');
      return later;
    });

  const server = new SMTPServer({
    name,
    size: mostBytes,
    maxClients: mostConnections,
    rejectOversized: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    noDelay: true,
    socketTimeout: patienceMs,
    closeTimeout: 1_000,
    onRcptTo: ({ address }, { envelope }, callback) => {
      if (envelope.rcptTo.length >= mostRecipients)
        return callback(refused({ code: 450, text: `At most ${mostRecipients} recipients a letter` }));
      void guarded(accepts(address)).then((verdict) =>
        callback(verdict.code === 250 ? null : refused(verdict)),
      );
    },
    onData: (stream, session, callback) => {
      deliver(stream, session).then(
        (text) => callback(null, text),
        (error: Error & { responseCode?: number }) => {
          if (error.responseCode) return callback(error);
          // Nothing of the letter, whose words an error may quote.
          log.warn({ reason: error.name }, 'incoming mail could not be taken');
          callback(refused(later));
        },
      );
    },
  });
  // A client that breaks its connection off is its own affair; without a listener it would end the process.
  server.on('error', () => {});
  const listening = server.listen(port, host);
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
