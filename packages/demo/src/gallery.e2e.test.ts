import { launchBrowser } from '@skein/local-runtime';
import { serveGallery } from '@skein/web/gallery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

// Not proven yet, and so among the long rounds.
describe.runIf(process.env.SKEIN_TESTS === 'all').each(['light', 'dark'] as const)(
  'the gallery of widgets, %s',
  (colorScheme) => {
    it.each(['phone', 'wide', 'narrow'] as const)('is sound on a %s screen', async (size) => {
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
    });
  },
);
