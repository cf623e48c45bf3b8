import type { Browser, LaunchOptions } from 'playwright-core';
import type { FindOptions } from '../find/ways.ts';
import { findChromium } from './chromium.ts';

const flags = [
  // A container's root has no sandbox to offer; the pages visited are our own.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Launches a headless Chromium, found as findChromium does; `launch` adds to Playwright's options.
 * Throws NotToBeHadError if there is none, or Playwright's own error, which holds the browser's output.
 */
export async function launchBrowser(options: FindOptions = {}, launch: LaunchOptions = {}): Promise<Browser> {
  // Loaded late: it is large, and only tests of the page need it.
  const [{ chromium }, found] = await Promise.all([import('playwright-core'), findChromium(options)]);
  return chromium.launch({
    headless: true,
    executablePath: found.path,
    ...launch,
    args: [...flags, ...(launch.args ?? [])],
    env: { ...definedOnly(process.env), ...found.env, ...launch.env },
  });
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
