/** What a process is to the system: services stop first, then messages, the store last. */
export type Tier = 'service' | 'messages' | 'store';

export interface Running {
  tier: Tier;
  pid: () => number | undefined;
  stop: () => Promise<void>;
}

const running = new Set<Running>();
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
let watching = false;

/** Remembers a process so that it does not outlive this one. Returns how to forget it. */
export function remember(entry: Running): () => void {
  running.add(entry);
  watch();
  return () => running.delete(entry);
}

/** Stops all that this process started: services first, then NATS, MongoDB last. */
export async function stopAll(): Promise<void> {
  for (const tier of ['service', 'messages', 'store'] as const) {
    await Promise.allSettled(
      [...running].filter((entry) => entry.tier === tier).map((entry) => entry.stop()),
    );
  }
}

function watch(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const entry of running) {
      const pid = entry.pid();
      if (pid) kill(pid);
    }
  });
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => {
      // A program with a handler of its own decides by itself when to call stopAll and end.
      if (process.listenerCount(signal) > 1) return;
      void stopAll().finally(() => process.exit(128 + number));
    });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // Gone already.
  }
}
