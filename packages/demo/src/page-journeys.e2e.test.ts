import { rm } from 'node:fs/promises';
import { dataFolder, launchBrowser } from '@skein/local-runtime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MainJob, prepare } from './main-job.ts';
import { type System, startSystem } from './system.ts';
import { flawsOf } from './testing/sound.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

let dataDir: string;
let system: System;
let job: MainJob;
let browser: Browser;
let page: Page;
/** What the browser complained of since the journey began. */
const complaints: string[] = [];

const sizes = { phone: { width: 360, height: 740 }, wide: { width: 1280, height: 900 } };

const newVisitor = async (size: keyof typeof sizes): Promise<void> => {
  page = await (await browser.newContext({ viewport: sizes[size], locale: 'en-GB' })).newPage();
  complaints.length = 0;
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
};

beforeAll(async () => {
  dataDir = await dataFolder('skein-page-');
  const environment = { SKEIN_LOG_LEVEL: 'warn' };
  const report = () => undefined;
  system = await startSystem({ dataDir, fixedPorts: false, report, environment });
  job = await prepare(system, { dataDir, members: 50, report });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(() => page?.context().close());

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Opens an address, waits for its heading, and holds it against axe and the width of the screen. */
const see = async (path: string, title: string | RegExp): Promise<void> => {
  await page.goto(`${system.url}${path}`);
  await heading(title).waitFor();
  await page.waitForLoadState('networkidle');
  expect([path, await flawsOf(page)]).toEqual([path, []]);
};

const signIn = async (email: string): Promise<void> => {
  const before = await job.mailbox.lettersTo(email);
  await page.goto(`${system.url}/sign-in`);
  await page.getByLabel('Your e-mail address').fill(email);
  await button('Send me a link').click();
  await page.getByText('a letter with a link is on its way').waitFor();
  const { token } = await job.mailbox.linkTo(email, '/sign-in', before);
  await page.getByLabel('Or paste the link here').fill(`${system.url}/sign-in#token=${token}`);
  await button('Sign in with the link').click();
  await page.getByText('You are signed in.').waitFor();
};

describe.each(['phone', 'wide'] as const)('on a %s screen', (size) => {
  it('a visitor looks round, and a wrong address leads on', async () => {
    await newVisitor(size);
    await see('/', 'Demonstration');
    await see('/communities', 'Communities');
    await page.getByLabel('Find a community').fill('carin');
    await page.getByRole('link', { name: 'Creating a caring culture' }).click();
    await heading('Creating a caring culture').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await see('/privacy', 'How your data is handled');
    await see('/people', 'Sign in to see this page');
    expect(complaints.filter((said) => !said.includes('401'))).toEqual([]);
    await see('/nowhere', 'There is no page at this address');
  });

  it('a visitor joins, is told what is missing, and is welcomed by the facilitator', async () => {
    await newVisitor(size);
    const email = `nora.${size}@example.net`;
    await see('/join', 'Join Demonstration');
    await button('Join').click();
    await page.getByRole('link', { name: 'Write your name.' }).click();
    await page.keyboard.type('Nora Newcomer');
    await page.getByLabel('Your e-mail address').fill(email);
    await page.reload();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Nora Newcomer');
    await page.getByLabel('Community to begin with').selectOption({ label: 'Creating a caring culture' });
    for (const consent of await page.getByRole('checkbox').all())
      expect(await consent.isChecked()).toBe(false);
    await button('Join').click();
    await heading('Now open the letter').waitFor();
    const { token } = await job.mailbox.linkTo(email, '/confirm-joining');
    await page.goto(`${system.url}/confirm-joining#token=${token}`);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('You will hear from the community soon').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();

    await newVisitor(size);
    await signIn(job.address);
    await see('/to-decide', /decision/);
    const asked = page.getByRole('listitem').filter({ hasText: email });
    await asked.getByRole('button', { name: 'Welcome' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Welcome' }).click();
    await page.getByText('is a member now, and is told by letter').waitFor();
    await asked.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});

it('speaks the reader’s language throughout: with words of no language nothing else is left', async () => {
  await newVisitor('phone');
  await page.goto(system.url);
  await page.evaluate(`localStorage.setItem('skein-language', 'pseudo')`);
  for (const path of ['/', '/join', '/sign-in', '/nowhere', '/more']) {
    await page.goto(`${system.url}${path}`);
    await page.waitForLoadState('networkidle');
    const plain = await page.getByRole('button').or(page.getByRole('heading')).allInnerTexts();
    const names = [
      'Demonstration',
      ...(await job.admin.client.listCommunities.all().toArray()).map(({ name }) => name),
    ];
    const left = plain.filter((text) => !text.includes('⟦') && !names.some((name) => text.includes(name)));
    const meetings = await job.admin.client.listMeetings.all().toArray();
    expect([path, left.filter((text) => !meetings.some(({ title }) => title === text))]).toEqual([path, []]);
    expect([path, await flawsOf(page)]).toEqual([path, []]);
  }
});
