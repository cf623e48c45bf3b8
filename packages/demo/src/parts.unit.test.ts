import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadParts, readNotes, writeNotes } from './parts.ts';

const begun = '2026-01-01T00:00:00.000Z';

const notesFile = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'skein-notes-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'demonstration.json');
};

it.each([
  [{ loaded: false }, []],
  [{ loaded: true }, ['network']],
  [{ loaded: true, belonging: true }, ['network', 'belonging']],
  [{ loaded: true, belonging: true, assessed: true }, ['network', 'belonging', 'maturity']],
  [{ parts: ['network', 'votes'] }, ['network', 'votes']],
])('knows by %o which parts are loaded', async (noted, parts) => {
  const file = await notesFile();
  await writeFile(file, JSON.stringify({ begun, members: 40, ...noted }));
  expect(await readNotes(file)).toEqual({ begun, members: 40, parts });
});

it('takes notes that cannot be read for none', async () => {
  const file = await notesFile();
  expect(await readNotes(file)).toBeUndefined();
  await writeFile(file, '{"begun":');
  expect(await readNotes(file)).toBeUndefined();
});

it('loads each part once, and notes it before the next', async () => {
  const file = await notesFile();
  const began: string[] = [];
  const part = (name: string) => ({
    name,
    load: async () => {
      began.push(`${name} on ${(await readNotes(file))?.parts.join(' ')}`);
    },
  });
  const note = (parts: readonly string[]) => writeNotes(file, { begun, members: 40, parts });
  await note(['network']);
  const parts = [part('one'), part('two')];
  const start = async () =>
    loadParts(parts, { done: (await readNotes(file))?.parts ?? [], note, report: () => undefined });
  await start();
  await start();
  expect(began).toEqual(['one on network', 'two on network one']);
});

it('says which part does not fit older data, goes on with the others, and tries it again at the next start', async () => {
  const said: string[] = [];
  const noted: string[][] = [];
  const parts = [
    { name: 'one', load: () => Promise.reject(new Error('a note goes with a change')) },
    { name: 'two', load: async () => undefined },
  ];
  const note = async (done: readonly string[]): Promise<void> => void noted.push([...done]);
  await loadParts(parts, { done: ['network'], note, report: (line) => void said.push(line) });
  expect(noted).toEqual([['network', 'two']]);
  expect(said.join('\n')).toContain('“one”');
  expect(said.join('\n')).toContain('a note goes with a change');
});
