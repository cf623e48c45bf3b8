import { createServer, connect as open, type Socket } from 'node:net';
import { freePort } from '@skein/local-runtime';

/** A cable between processes and a server, which can be cut and mended: what is on its way waits, and nothing is closed. */
export interface Cable {
  readonly port: number;
  cut(): void;
  mend(): void;
  close(): void;
}

export const startCable = async (to: number): Promise<Cable> => {
  const port = await freePort(0);
  const sockets = new Set<Socket>();
  let isCut = false;
  const join = (one: Socket, other: Socket): void => {
    sockets.add(one);
    one.on('data', (data) => other.write(data));
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
    one.on('error', () => other.destroy());
    if (isCut) one.pause();
  };
  const server = createServer((near) => {
    const far = open(to, '127.0.0.1');
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    mend: () => {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
