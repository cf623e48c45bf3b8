import { launchBrowser } from '@skein/local-runtime';
import { serveGallery } from '@skein/web/gallery';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sizes } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let server: Awaited<ReturnType<typeof serveGallery>>;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  server = await serveGallery(0);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const looks = [
  ['light', 'phone'],
  ['dark', 'wide'],
] as const;
const others = [
  ['dark', 'phone'],
  ['light', 'wide'],
  ['light', 'narrow'],
  ['dark', 'narrow'],
] as const;

it.each([...looks, ...(process.env.SKEIN_TESTS === 'all' ? others : [])])(
  'the gallery of widgets is sound, %s on a %s screen',
  async (colorScheme, size) => {
    const page = await browser.newPage({ viewport: sizes[size], colorScheme, locale: 'en-GB' });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.getByRole('heading', { level: 1, name: 'Pieces' }).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  },
);
