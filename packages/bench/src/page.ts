import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser, stopAll } from '@skein/local-runtime';
import { serveBare } from './page/bare.ts';
import { startPageGround } from './page/ground.ts';
import { type Asked, type Measured, measureOnce } from './page/measure.ts';
import { median, rounded } from './statistics.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const asked = { usable: 1_000, tap: 100 } as const;

/** Each page in turn, round by round, so that whatever else the machine does meets all alike. */
const measure = async (pages: Readonly<Record<string, Asked>>) => {
  const browser = await launchBrowser();
  const found: Record<string, Measured[]> = {};
  try {
    for (let round = 0; round <= Number(values.rounds); round += 1) {
      for (const [name, page] of Object.entries(pages)) {
        const measured = await measureOnce(browser, page);
        // The first one warms up the servers and the browser.
        if (round > 0) found[name] = [...(found[name] ?? []), measured];
      }
      const line = Object.entries(found).map(
        ([name, all]) => `${name} ${rounded(all.at(-1)?.usable ?? 0, 0)} / ${all.at(-1)?.tap} ms`,
      );
      if (round > 0) console.log(`  round ${round}, usable / tap: ${line.join(', ')}`);
    }
  } finally {
    await browser.close();
  }
  const of = (name: string, what: keyof Measured): number =>
    rounded(median((found[name] ?? []).map((one) => one[what])), 0);
  return { of, rounds: found };
};

let status = 1;
try {
  const ground = await startPageGround((line) => console.log(line));
  const bare = await serveBare(join(ground.dataDir, 'bare'));
  const { of, rounds } = await measure({
    page: {
      url: ground.url,
      tapped: 'nav a[href="/communities"]:visible',
      shows: 'h1:has-text("Communities")',
    },
    bare: { url: bare.url, tapped: 'button', shows: 'button:has-text("Pressed 1 times")' },
  });
  await bare.stop();
  await ground.stop();
  const page = { usable: of('page', 'usable'), tap: of('page', 'tap') };
  const plain = { usable: of('bare', 'usable'), tap: of('bare', 'tap') };
  const figures = {
    usable_ms: page.usable,
    tap_ms: page.tap,
    usable_over_bare: rounded(page.usable / plain.usable),
    tap_over_bare: rounded(page.tap / plain.tap),
    bare: plain,
    rounds,
  };
  console.log(JSON.stringify(figures));
  const slow = (['usable', 'tap'] as const).filter((what) => page[what] > asked[what]);
  for (const what of slow) console.error(`${what}: ${page[what]} ms, and at most ${asked[what]} are asked.`);
  status = slow.length ? 1 : 0;
} catch (error) {
  console.error(error);
} finally {
  await stopAll();
}
process.exit(status);
