import type { launchBrowser } from '@skein/local-runtime';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** Notes when the first heading has been painted, and how long each tap took until something was painted for it. */
const watch = `
window.seen = {};
new MutationObserver((_changes, observer) => {
  if (!document.querySelector('h1')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.seen.usable = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId) window.seen.tap = Math.max(window.seen.tap ?? 0, duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

/** How much slower than this machine’s the processor is: about a phone of some years ago. */
const slower = 4;

export interface Asked {
  readonly url: string;
  /** What is tapped, as a selector. */
  readonly tapped: string;
  /** What is there after the tap, as a selector. */
  readonly shows: string;
}

export interface Measured {
  /** From the begin of loading until the heading is painted and the page takes a tap, milliseconds. */
  readonly usable: number;
  /** From a tap until something is painted for it. */
  readonly tap: number;
}

/** Opens a page with nothing kept from before, on a small screen and a slow processor, and taps on it. */
export const measureOnce = async (browser: Browser, { url, tapped, shows }: Asked): Promise<Measured> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await page.addInitScript(watch);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(url, { waitUntil: 'commit' });
    // The page lets nothing be evaluated within it, which waiting for a function would do.
    await page.evaluate(
      'new Promise((done) => { const look = () => (window.seen.usable ? done(true) : requestAnimationFrame(look)); look(); })',
    );
    await page.waitForLoadState('networkidle');
    await page.locator(tapped).first().click();
    await page.locator(shows).first().waitFor();
    // Whatever took less than the observer tells of was painted in the next frame.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
    const seen = (await page.evaluate('window.seen')) as { usable: number; tap?: number };
    return { usable: seen.usable, tap: seen.tap ?? 16 };
  } finally {
    await context.close();
  }
};
