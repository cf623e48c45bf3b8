import type { launchBrowser } from '@skein/local-runtime';
import axe from 'axe-core';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newPage']>>;

const controls = 'a[href], button:not([disabled]), input, textarea, select, summary, [tabindex="0"]';
/** Controls that somebody can see; of a question's radio buttons one, as the tab key has it. */
const stops = `[...document.querySelectorAll(${JSON.stringify(controls)})].filter(
  (one, index, all) => one.checkVisibility({ visibilityProperty: true }) &&
    (one.type !== 'radio' || all.findIndex(({ name }) => name === one.name) === index))`;

/** What is read out once stands in a place of its own, and may name what is gone from the page already. */
const axeRun = `axe.run({ exclude: ['[data-live-announcer]'] })`;

/** What axe finds wrong with a page, the rule and where, and whether it is wider than the screen. */
export const flawsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(axeRun)) as axe.AxeResults;
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  const wide = (await page.evaluate(over)) as number;
  return wide > 0 ? [...found, `wider than the screen by ${wide}`] : found;
};

/** What is wrong with a page for those with a phone, a keyboard or a screen reader; nothing where it is sound. */
export const unsoundOf = async (page: Page): Promise<string[]> => {
  const found = await flawsOf(page);
  const there = (await page.evaluate(`${stops}.length`)) as number;
  if (there === 0) found.push('it has no controls');
  await page.evaluate('document.activeElement.blur(); window.reached = new Set(); undefined');
  // It may begin in the middle, and passes by the frame of the browser.
  for (let step = 0; step < there + 2; step += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate('window.reached.add(document.activeElement); undefined');
  }
  const missed = `${stops}.filter((one) => !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 80))`;
  for (const control of (await page.evaluate(missed)) as string[]) found.push(`no tab leads to ${control}`);
  return found;
};
