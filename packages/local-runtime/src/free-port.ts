import { createServer } from 'node:net';

/**
 * A TCP port on 127.0.0.1 that is free now: `preferred` if it is, else the next free one above it.
 * 0 or none: one of the operating system's choosing. Nothing holds the port, so bind it soon.
 * Throws when the hundred ports from `preferred` on are all taken.
 */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred === 0) return bindable(0);
  for (let port = preferred; port < Math.min(preferred + 100, 65_536); port += 1) {
    const free = await bindable(port).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return undefined;
      throw error;
    });
    if (free !== undefined) return free;
  }
  throw new Error(`no free port from ${preferred} to ${preferred + 99}`);
}

function bindable(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
