import { launchBrowser } from '@skein/local-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosted, startHosted } from './testing/hosted.ts';

let side: Hosted;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;

beforeAll(async () => {
  side = await startHosted({ environment: { SKEIN_REQUIRE_PASSKEY: 'true' } });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  page = await context.newPage();
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

/** Opens the page, where somebody may be signed in already. */
const openForm = async (): Promise<void> => {
  await page.goto(`${side.system.url}/sign-in`);
  const form = page.getByRole('button', { name: 'Send me a link' });
  const other = page.getByRole('button', { name: 'Sign in as somebody else' });
  await form.or(other).waitFor();
  if (await other.isVisible()) await other.click();
};

/** Asks for a link on the page, and opens the one that comes. */
const openLink = async (): Promise<void> => {
  const before = await side.mailbox.lettersTo(side.email);
  await openForm();
  await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(side.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('a letter with a link is on its way').waitFor();
  const { token } = await side.mailbox.linkTo(side.email, '/sign-in', before);
  used = token;
  // As if pasted into the page that stands open.
  await page.goto(`${side.system.url}/sign-in#token=${token}`);
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
    await openForm();
    await page.getByRole('textbox', { name: 'Your e-mail address' }).fill('nowhere');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('name@example.org');
    await page.goto(`${side.system.url}/sign-in#token=${used}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This link was used already').waitFor();
    // It leads on: to a new link, and to where this browser is signed in.
    expect(await page.getByRole('button', { name: 'Send me a link' }).isEnabled()).toBe(true);
    await page.getByRole('link', { name: 'Go on to the first page' }).click();
    await page.getByRole('heading', { name: 'Ada', level: 1 }).waitFor();
  });

  it('goes on in all tabs that are opened at once', async () => {
    const tabs = await Promise.all([1, 2, 3].map(() => page.context().newPage()));
    const renewals = await Promise.all(
      tabs.map(async (tab) => {
        const renewed = tab.waitForResponse((reply) => reply.url().endsWith('/sessions/refresh'));
        await tab.goto(`${side.system.url}/state-of-play`);
        return (await renewed).status();
      }),
    );
    expect(renewals).toEqual([200, 200, 200]);
    // Leaves before the answer is there, and comes again.
    const asked = page.waitForRequest((request) => request.url().endsWith('/sessions/refresh'));
    await page.goto(`${side.system.url}/state-of-play`, { waitUntil: 'commit' });
    await asked;
    const renewed = page.waitForResponse((reply) => reply.url().endsWith('/sessions/refresh'));
    await page.reload();
    expect((await renewed).status()).toBe(200);
  });
});
