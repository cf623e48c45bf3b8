import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const log = new URL('./log.ts', import.meta.url).href;

/** Runs a program with the log as `log`, its standard output going to a file. */
const run = async (program: string, output: string, args: string[] = []) => {
  const file = openSync(output, 'a');
  const source = `import { createLog } from ${JSON.stringify(log)}; const log = createLog('test', 'info'); ${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, ...args], {
    stdio: ['ignore', file, 'pipe'],
  });
  closeSync(file);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const [status] = await once(child, 'close');
  return { status, said };
};

// A device that answers every write as a full disk does.
it.skipIf(!existsSync('/dev/full'))('ends nobody where it cannot be written', async () => {
  const program = `
    for (let line = 0; line < 5000; line += 1) log.warn({ line, padding: 'x'.repeat(1000) }, 'no room');
    setTimeout(() => process.stderr.write('alive ' + (process.memoryUsage().rss < 500_000_000)), 10);`;
  expect(await run(program, '/dev/full')).toEqual({ status: 0, said: 'alive true' });
});

it('writes every line where there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skein-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'log');
  await run(
    `for (let line = 0; line < 3000; line += 1) log.info({ line, padding: 'x'.repeat(1000) }, 'a line');`,
    file,
  );
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).line)).toEqual(Array.from({ length: 3000 }, (_, line) => line));
});
