// What `npm start`, `npm run demo`, `npm test` and `npm run reset` run. Plain JavaScript without dependencies: it works
// on Node 20 in a fresh clone, and everything else follows from what it installs.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { nestedEnvironment, npmCommand } from './environment.mjs';
import { holderOf } from './holder.mjs';
import { ensureInstalled, findNode } from './install.mjs';
import { runDetached, runInline } from './run.mjs';

const root = join(import.meta.dirname, '..');
const usage = 'usage: node scripts/skein.mjs <start|demo|test|reset> [arguments]';
const stages = {
  lint: 'lint',
  typecheck: 'typecheck',
  unit: 'test:unit',
  integration: 'test:integration',
  e2e: 'test:e2e',
};

const [command, ...args] = process.argv.slice(2);
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function main() {
  if (command === 'start') return start('packages/demo/src/start.ts');
  if (command === 'demo') return start('packages/demo/src/demo.ts');
  if (command === 'test') return test();
  if (command === 'reset') return reset();
  console.error(usage);
  return 2;
}

async function start(entry) {
  await ensureInstalled(root);
  const whenOrphaned = join(root, 'packages/local-runtime/src/processes/die-with-parent.ts');
  return runDetached(
    findNode(root),
    ['--import', whenOrphaned, join(root, entry), ...args],
    nestedEnvironment(root),
  );
}

async function test() {
  const chosen = args.filter((arg) => arg !== '--all');
  const unknown = chosen.filter((stage) => !Object.hasOwn(stages, stage));
  if (unknown.length) {
    console.error(`no test stage ${unknown.join(', ')}; there are: ${Object.keys(stages).join(', ')}`);
    return 2;
  }
  await ensureInstalled(root);
  findNode(root);
  const npm = npmCommand(root);
  // Tests that have long rounds make them all.
  if (chosen.length < args.length) process.env.SKEIN_TESTS = 'all';
  for (const [stage, script] of Object.entries(stages)) {
    if (chosen.length && !chosen.includes(stage)) continue;
    console.log(`\n━━ ${stage}`);
    const began = performance.now();
    const status = await runInline(
      npm.program,
      [...npm.args, 'run', '--silent', script],
      root,
      nestedEnvironment(root),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`━━ ${stage} ${status === 0 ? 'passed' : `failed (status ${status})`} in ${seconds} s`);
    if (status !== 0) return status;
  }
  return 0;
}

function reset() {
  const pid = holderOf(root);
  if (pid) {
    console.error(
      `Process ${pid} runs on the data in .skein/. Stop it first (Ctrl-C where it runs), then reset.`,
    );
    return 1;
  }
  rmSync(join(root, '.skein'), { recursive: true, force: true });
  console.log('Removed .skein/: data, logs and fetched servers. The next start is a first start.');
  return 0;
}
