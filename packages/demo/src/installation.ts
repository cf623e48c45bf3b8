/** An installation as the demonstration needs it, wherever it runs. */
export interface Installation {
  readonly url: string;
  readonly mailboxUrl: string;
  /** Where its NATS answers; not to be had of an installation that somebody else runs. */
  readonly natsUrl?: string;
  /** Runs an operator's command of a service to its end. */
  run(entry: string, ...args: string[]): Promise<void>;
}

const quoted = (argument: string): string => (/^[\w@.:/-]+$/.test(argument) ? argument : `'${argument}'`);

const ready = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/**
 * An installation that somebody else runs: nothing is started or stopped, and what only its operator can do is asked
 * for in words. Throws if it, or the mailbox that its letters go to, is not ready.
 */
export const installationAt = async (
  given: { url: string; mailbox: string },
  report: (line: string) => void,
): Promise<Installation> => {
  const url = withoutSlash(given.url);
  const mailboxUrl = withoutSlash(given.mailbox);
  for (const [what, address] of [
    ['installation', url],
    ['mailbox', mailboxUrl],
  ] as const) {
    if (!(await ready(address)))
      throw new Error(`No ${what} is ready at ${address}: ${address}/health/ready says no.`);
  }
  return {
    url,
    mailboxUrl,
    run: async (entry, ...args) => {
      report(`If it was not done yet, do this where the installation runs, and then start this again:`);
      report(`  docker compose exec membership node ${[entry, ...args].map(quoted).join(' ')}`);
    },
  };
};
