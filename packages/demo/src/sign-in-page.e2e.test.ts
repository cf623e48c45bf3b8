import { launchBrowser } from '@skein/local-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosted, startHosted } from './testing/hosted.ts';

let side: Hosted;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;

beforeAll(async () => {
  side = await startHosted({ environment: { SKEIN_REQUIRE_PASSKEY: 'true' } });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true, ...options },
  });
});
afterAll(async () => {
  await browser?.close();
  await side?.stop();
});

let used = '';

/** Asks for a link on the page, as who is signed in no more, and opens the one that comes. */
const openLink = async (): Promise<void> => {
  await page.context().clearCookies();
  const before = await side.mailbox.lettersTo(side.email);
  await page.goto(`${side.system.url}/sign-in`);
  await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(side.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('a letter with a link is on its way').waitFor();
  const { token } = await side.mailbox.linkTo(side.email, '/sign-in', before);
  used = token;
  await page.goto(`${side.system.url}/sign-in#token=${token}`);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).click();
};

describe('signing in, by an administrator who needs a passkey', () => {
  it('makes one after the first link, and uses it after the next', async () => {
    await openLink();
    await page.getByRole('textbox', { name: 'A name to know it by' }).fill('Work laptop');
    await page.getByRole('button', { name: 'Make a passkey' }).click();
    await page.getByText('You are signed in, with all your roles.').waitFor();

    await openLink();
    await page.getByRole('button', { name: 'Use my passkey' }).click();
    await page.getByText('You are signed in, with all your roles.').waitFor();
  });

  it('says what is wrong with an address, and with a link that was used', async () => {
    await page.context().clearCookies();
    await page.goto(`${side.system.url}/sign-in`);
    await page.reload();
    await page.getByRole('textbox', { name: 'Your e-mail address' }).fill('nowhere');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('name@example.org');
    await page.goto(`${side.system.url}/sign-in#token=${used}`);
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('Have a new link sent').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in' }).isEnabled()).toBe(true);
  });
});
