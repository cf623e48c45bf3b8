import { expect, it } from 'vitest';
import { firstWay, NotToBeHadError, UnsuitableError, type Way } from './ways.ts';

const failing = (name: string, error: Error): Way<string> => ({
  name,
  remedy: `mend ${name}`,
  find: () => Promise.reject(error),
});

it('takes the first way that works and asks no later one', async () => {
  const never = {
    ...failing('later', new Error()),
    find: () => Promise.reject(new Error('asked')),
  };
  const works = { name: 'works', remedy: '', find: async () => 'found' };
  expect(await firstWay('A server', [failing('first', new Error('gone')), works, never])).toBe('found');
});

it('says what it skipped as unsuitable even when a later way works', async () => {
  const said: string[] = [];
  const works = { name: 'works', remedy: '', find: async () => 'found' };
  await firstWay('A server', [failing('PATH', new UnsuitableError('too old')), works], (line) =>
    said.push(line),
  );
  expect(said).toEqual(['A server: PATH skipped: too old']);
});

it('names each way tried, why it failed and the remedy when none works', async () => {
  const attempt = firstWay('A server', [
    failing('one', new Error('is gone')),
    failing('two', new Error('is old')),
  ]);
  const error = await attempt.catch((caught: Error) => caught);
  expect(error).toBeInstanceOf(NotToBeHadError);
  expect(String(error)).toMatch(/one: is gone\s+remedy: mend one\s+- two: is old\s+remedy: mend two/);
});
