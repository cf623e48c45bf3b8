import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dataFolder, type Servers, startServers } from '@skein/local-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Block, blocksOf, copyRepository, withLine } from './testing/worked-example.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const blocks = blocksOf(readFileSync(join(root, 'docs/a-capability.md'), 'utf8'));
const isShared = ({ path }: Block): boolean => existsSync(join(root, path));
const folder = 'services/meeting/src/gathering/greetings';

let copy: string;
let dataDir: string;
let servers: Servers;
beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'skein-example-'));
  dataDir = await dataFolder('skein-example-data-');
  servers = await startServers({ dataDir, report: console.log });
  copyRepository(root, copy);
  for (const block of blocks) {
    const path = join(copy, block.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, isShared(block) ? withLine(readFileSync(path, 'utf8'), block.text) : block.text);
  }
});
afterAll(async () => {
  await servers?.stop();
  for (const made of [copy, dataDir]) if (made) await rm(made, { recursive: true, force: true });
});

const run = promisify(execFile);

/** Runs a program of the copy, as a person there would; where it fails, the error is what it said. */
const runs = async (program: string, ...args: string[]): Promise<void> => {
  // Of this test run nothing is to be taken over.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$|NODE_ENV$)/.test(name));
  const env = {
    ...Object.fromEntries(own),
    SKEIN_MONGO_URL: servers.mongo.url,
    SKEIN_NATS_URL: servers.nats.url,
  };
  await run(process.execPath, [join(copy, program), ...args], { cwd: copy, env }).catch((error) => {
    throw new Error(`${program}: ${error.stdout}${error.stderr}`);
  });
};

test('a capability touches two shared lines outside of its own files', () => {
  expect(blocks.filter(isShared).map(({ path, text }) => [path, text.trim().split('\n').length])).toEqual([
    ['packages/contracts/src/meeting/index.ts', 1],
    ['services/meeting/src/capabilities.ts', 1],
  ]);
  const outside = blocks.filter((block) => !isShared(block) && !block.path.startsWith(`${folder}/`));
  expect(outside.map(({ path }) => path)).toEqual(['packages/contracts/src/meeting/greetings.ts']);
});

test('it is formatted, keeps to its walls, and has its types right', async () => {
  const paths = blocks.map(({ path }) => path);
  await Promise.all([
    runs('node_modules/@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', ...paths),
    runs('packages/boundaries/src/main.ts'),
    runs('node_modules/typescript/bin/tsc', '-p', 'services/meeting', '--checkers', '1'),
  ]);
});

test('it answers, tells and follows as its own tests say, by every right of the table', async () => {
  // The table of what grows has a new line, as the page says.
  await runs(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    'services/meeting/src/holdings.unit',
    '-u',
  );
  const tests = [folder, 'packages/contracts/src/contracts.unit', 'services/meeting/src/holdings.unit'];
  const projects = ['--project', 'unit', '--project', 'integration'];
  await runs('node_modules/vitest/vitest.mjs', 'run', ...projects, ...tests);
  const walk = ['services/meeting/src/rights.int', '--testNamePattern', 'listNewcomers|greetNewcomer'];
  await runs('node_modules/vitest/vitest.mjs', 'run', ...projects, ...walk);
});
