/** Receives one line of progress for a person to read. */
export type Report = (line: string) => void;

export interface FindOptions {
  /** Where fetched binaries are kept; default `.skein/bin` at the root of the repository. */
  binDir?: string | undefined;
  /** The environment looked at (addresses, PATH, SKEIN_OFFLINE); default `process.env`. */
  env?: NodeJS.ProcessEnv | undefined;
  report?: Report | undefined;
}

/** One way to come by a thing. `find` throws an Error whose message is the reason it was not to be had. */
export interface Way<T> {
  name: string;
  /** What a person can do so that this way works. */
  remedy: string;
  find: () => Promise<T>;
}

/** Thrown by a way that found something unfit, so that a person is told even if a later way succeeds. */
export class UnsuitableError extends Error {
  override name = 'UnsuitableError';
}

/** Nothing worked; the message lists each way tried, why it failed and what would mend it. */
export class NotToBeHadError extends Error {
  override name = 'NotToBeHadError';
}

/**
 * Tries the ways in order and returns what the first that works found.
 * Throws NotToBeHadError when none does.
 */
export async function firstWay<T>(what: string, ways: Way<T>[], report: Report = () => {}): Promise<T> {
  const failures: string[] = [];
  for (const way of ways) {
    try {
      return await way.find();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof UnsuitableError) report(`${what}: ${way.name} skipped: ${reason}`);
      failures.push(`  - ${way.name}: ${reason}\n    remedy: ${way.remedy}`);
    }
  }
  throw new NotToBeHadError(
    `${what} is not to be had on this machine. Tried, in this order:\n${failures.join('\n')}\nAny one of the remedies is enough.`,
  );
}
