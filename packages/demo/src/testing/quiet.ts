import type { launchBrowser } from '@skein/local-runtime';
import { until } from '../until.ts';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newPage']>>;

/** Followed for as long as a page is open. */
const endless = '/api/v1/live';

/** Watches what a page asks for from now on; what it gives waits until nothing is under way any more. */
export const watchTraffic = (page: Page): (() => Promise<void>) => {
  const open = new Set<unknown>();
  page.on('request', (request) => {
    if (!request.url().endsWith(endless)) open.add(request);
  });
  const done = (request: unknown): void => {
    open.delete(request);
  };
  page.on('requestfinished', done);
  page.on('requestfailed', done);
  // What is shown next may ask for more.
  const isIdle = async (): Promise<boolean> => {
    for (let turn = 0; turn < 3; turn += 1) {
      if (open.size > 0) return false;
      await page.evaluate('new Promise((idle) => requestIdleCallback(() => idle(true)))');
    }
    return open.size === 0;
  };
  return async () => {
    await until('nothing to be asked for any more', async () => (await isIdle()) || undefined);
  };
};
