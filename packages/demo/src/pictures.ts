import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder, launchBrowser, stopAll } from '@skein/local-runtime';
import { prepare } from './main-job.ts';
import { startSystem } from './system.ts';

// The main pages as they are in the demonstration network, on a phone and on a wide screen, for README and docs.
const folder = fileURLToPath(new URL('../../../docs/pictures', import.meta.url));
const report = (line: string): void => console.log(line);
const members = 400;
const quality = 72;
const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1280, height: 860 } } as const;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly dark?: true;
}

const community = '/communities/reimagining-health-care';

const forVisitors: readonly Picture[] = [
  { name: 'visitor-home', path: '/' },
  { name: 'join', path: '/join' },
  { name: 'communities', path: '/communities' },
];
const forMembers: readonly Picture[] = [
  { name: 'home', path: '/' },
  { name: 'home-dark', path: '/', dark: true },
  { name: 'community', path: community },
  { name: 'people', path: '/people' },
  { name: 'search', path: '/search?text=care' },
  { name: 'to-decide', path: '/to-decide' },
  { name: 'profile', path: '/me' },
  { name: 'calendar', path: '/calendar' },
  { name: 'work', path: `${community}/work` },
  { name: 'learning', path: `${community}/learning` },
  { name: 'report', path: '/report/2026-Q4' },
];

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const take = async (page: Page, name: string): Promise<void> => {
  const devTools = await page.context().newCDPSession(page);
  const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality });
  await writeFile(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
};

const takeAll = async (
  page: Page,
  url: string,
  pictures: readonly Picture[],
  size: string,
): Promise<void> => {
  for (const { name, path, dark } of pictures) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.goto(`${url}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.getByText('Loading …').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    await take(page, `${name}-${size}`);
    report(`  ${name}-${size}`);
  }
};

let status = 1;
const dataDir = await dataFolder('skein-pictures-');
try {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith('.webp')) await rm(join(folder, name));
  const environment = { SKEIN_LOG_LEVEL: 'warn' };
  const system = await startSystem({ dataDir, fixedPorts: false, report, environment });
  const job = await prepare(system, { dataDir, members, report });
  const browser = await launchBrowser();
  const page = await browser.newPage({ locale: 'en-GB' });
  const atEachSize = async (pictures: readonly Picture[]): Promise<void> => {
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await takeAll(page, system.url, pictures, size);
    }
  };
  await atEachSize(forVisitors);
  const before = await job.mailbox.lettersTo(job.address);
  await page.goto(`${system.url}/sign-in`);
  await page.getByLabel('Your e-mail address').fill(job.address);
  await page.getByRole('button', { name: 'Send me a link', exact: true }).click();
  const { token } = await job.mailbox.linkTo(job.address, '/sign-in', before);
  await page.getByLabel('Or paste the link here').fill(token);
  await page.getByRole('button', { name: 'Sign in with the link', exact: true }).click();
  await page.getByText('You are signed in.').waitFor();
  await atEachSize(forMembers);
  await browser.close();
  await system.stop();
  status = 0;
} catch (error) {
  console.error(error);
} finally {
  await stopAll();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(status);
