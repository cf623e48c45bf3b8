import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';

const reply = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

/**
 * A mail server that does to each letter what its address says: `unknown-…` is refused, `busy-…` put off the first
 * time, `full-…` refused once the letter was read, and at `dies-…` the connection breaks off where the answer to the
 * whole letter should come. Until `release`, `held-…` are read and not answered, and `stalled-…` wait before they are
 * read. What it took is counted by address.
 */
export const startMailServer = async () => {
  const taken: string[] = [];
  const read: string[] = [];
  const putOff = new Set<string>();
  const stalled: string[] = [];
  let holds = true;
  let breaks = true;
  const says = (address: string, word: string): boolean => address.startsWith(`${word}-`);

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onRcptTo: ({ address }: SMTPServerAddress, _session, done) => {
      if (says(address, 'unknown')) return done(reply(550, `5.1.1 <${address}> is not known here`));
      if (holds && says(address, 'stalled')) {
        stalled.push(address);
        return;
      }
      if (!says(address, 'busy') || putOff.has(address)) return done();
      putOff.add(address);
      return done(reply(450, `4.2.0 <${address}> come again later`));
    },
    onData: (stream, { id, envelope }, done) => {
      const address = envelope.rcptTo[0]?.address ?? '';
      stream.resume();
      stream.once('end', () => {
        read.push(address);
        if (breaks && says(address, 'dies')) breakOff(id);
        else if (!holds || !says(address, 'held')) done(refusalOf(address));
      });
    },
  });
  const breakOff = (id: string): void => {
    const open = server.connections as Set<{ id: string; _socket: { destroy(): void } }>;
    for (const connection of open) if (connection.id === id) connection._socket.destroy();
  };
  const refusalOf = (address: string): Error | undefined => {
    if (says(address, 'full')) return reply(552, '5.2.2 the mailbox is full');
    taken.push(address);
    return undefined;
  };
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    /** Addresses whose letter it took. */
    taken,
    /** Addresses whose letter it read to the end, taken or not. */
    read,
    /** Addresses that wait for a word on their recipient. */
    stalled,
    /** Holds up nothing from now on. */
    release: () => {
      holds = false;
    },
    /** Breaks off no connection from now on. */
    recover: () => {
      breaks = false;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
