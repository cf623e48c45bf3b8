import type { launchBrowser } from '@skein/local-runtime';
import { expect } from 'vitest';
import type { Mailbox } from '../mailbox.ts';
import { flawsOf } from './sound.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** The two screens that every page is looked at on. */
export const screens = { phone: { width: 360, height: 740 }, wide: { width: 1280, height: 900 } } as const;

interface Visited {
  readonly url: string;
  readonly mailbox: Mailbox;
}

/** Somebody with a browser of their own, on one of the screens. */
export const visitOn = async (browser: Browser, { url, mailbox }: Visited, screen: keyof typeof screens) => {
  const context = await browser.newContext({ viewport: screens[screen], locale: 'en-GB' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  /** Opens an address, waits for its heading, and holds it against axe and the width of the screen. */
  const see = async (path: string, title: string | RegExp): Promise<void> => {
    await page.goto(`${url}${path}`);
    await heading(title).waitFor();
    await page.waitForLoadState('networkidle');
    expect([path, await flawsOf(page)]).toEqual([path, []]);
  };
  const signIn = async (email: string): Promise<void> => {
    const before = await mailbox.lettersTo(email);
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Your e-mail address').fill(email);
    await button('Send me a link').click();
    await page.getByText('a letter with a link is on its way').waitFor();
    const { token } = await mailbox.linkTo(email, '/sign-in', before);
    await page.getByLabel('Or paste the link here').fill(`${url}/sign-in#token=${token}`);
    await button('Sign in with the link').click();
    await page.getByText('You are signed in.').waitFor();
  };
  return { page, complaints, heading, button, see, signIn, close: () => context.close() };
};
export type Visit = Awaited<ReturnType<typeof visitOn>>;
