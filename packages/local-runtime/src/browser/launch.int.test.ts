import { expect, it, onTestFinished, vi } from 'vitest';
import { launchBrowser } from './launch.ts';

// A machine's first run unpacks the browser.
vi.setConfig({ testTimeout: 60_000 });

it('renders a page', async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 200, height: 100 } });
  await page.goto('data:text/html,<body style="margin:0;background:teal"><h1>Skein</h1>');
  expect(await page.getByRole('heading').textContent()).toBe('Skein');
  const { width } = (await page.getByRole('heading').boundingBox()) ?? {
    width: 0,
  };
  expect(width).toBe(200);
  const png = await page.screenshot();
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});
