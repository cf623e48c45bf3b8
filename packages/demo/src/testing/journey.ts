import { launchBrowser } from '@skein/local-runtime';
import { expect } from 'vitest';
import { startDemonstration } from './loaded.ts';
import { watchTraffic } from './quiet.ts';
import { flawsOf } from './sound.ts';

export const sizes = {
  phone: { width: 360, height: 740 },
  wide: { width: 1280, height: 900 },
  narrow: { width: 320, height: 640 },
  /** What is left of 1280 × 1024 at 400 % zoom. */
  zoomed: { width: 320, height: 256 },
} as const;

/**
 * The screens that a journey is made on: one in `npm test`, that on which most make it, and all in the long rounds, since
 * each journey takes as long again on another.
 */
export const screensFor = (most: 'phone' | 'wide'): readonly ('phone' | 'wide')[] =>
  process.env.SKEIN_TESTS === 'all' ? ['phone', 'wide'] : [most];

interface Look {
  readonly size: keyof typeof sizes;
  readonly colorScheme?: 'light' | 'dark';
}

interface Person extends Look {
  readonly timezoneId?: string;
}

/** The whole installation with the demonstration network, and a browser; each visitor has nothing kept from before. */
export const startJourneys = async () => {
  const { system, job, stop } = await startDemonstration();
  const browser = await launchBrowser();

  /** Somebody with a browser of their own. */
  const visitor = async ({ size, ...look }: Person) => {
    const opened = await browser.newContext({ viewport: sizes[size], locale: 'en-GB', ...look });
    const page = await opened.newPage();
    const quiet = watchTraffic(page);
    /** What the browser complained of. */
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
    const button = (name: string) => page.getByRole('button', { name, exact: true });

    /** Signs in over whatever is there: with the form that asks for an address, and the link out of the letter. */
    const signInHere = async (email: string): Promise<void> => {
      const before = await job.mailbox.lettersTo(email);
      await page.getByLabel('Your e-mail address').fill(email);
      await button('Send me a link').click();
      const { token } = await job.mailbox.linkTo(email, '/sign-in', before);
      await page.getByLabel('Or paste the link here').fill(`${system.url}/sign-in#token=${token}`);
      await button('Sign in with the link').click();
    };

    return {
      page,
      complaints,
      heading,
      button,
      signInHere,
      /** Waits until nothing that the page asked for is still on its way. */
      quiet,
      signIn: async (email: string): Promise<void> => {
        await page.goto(`${system.url}/sign-in`);
        await signInHere(email);
        await page.getByText('You are signed in.').waitFor();
      },
      /** Opens an address, waits for its heading, and holds it against axe and the width of the screen. */
      see: async (path: string, title: string | RegExp): Promise<void> => {
        await page.goto(`${system.url}${path}`);
        await heading(title).waitFor();
        await quiet();
        expect([path, await flawsOf(page)]).toEqual([path, []]);
      },
      /** Goes on at another screen. */
      look: async ({ size: at, colorScheme = 'light' }: Look): Promise<void> => {
        await page.setViewportSize(sizes[at]);
        await page.emulateMedia({ colorScheme });
      },
      leave: () => opened.close(),
    };
  };

  return {
    system,
    job,
    visitor,
    stop: async (): Promise<void> => {
      await browser.close();
      await stop();
    },
  };
};
export type Journeys = Awaited<ReturnType<typeof startJourneys>>;
export type Visitor = Awaited<ReturnType<Journeys['visitor']>>;
