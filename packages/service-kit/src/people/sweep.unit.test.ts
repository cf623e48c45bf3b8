import { expect, it } from 'vitest';
import { z } from 'zod';
import type { CollectionDeclaration } from '../storage/collections.ts';
import { holds, showsNothing } from '../storage/holdings.ts';
import type { Reader } from '../storage/transaction.ts';
import { heldIn, rowsOf } from './sweep.ts';

const collection = (name: string, foundBy?: readonly string[]): CollectionDeclaration => ({
  name,
  schema: z.object({ _id: z.string(), person: z.string() }),
  people: holds({
    ...{
      title: name,
      at: ['person'],
      show: showsNothing,
      erase: { does: 'remove' },
      merge: { does: 'stay' },
    },
    ...(foundBy && { foundBy, find: async () => ({}) }),
  }),
});

it('goes over what is found by another collection before that one, else by name, in whatever order they are declared', () => {
  const links = collection('links');
  const answers = collection('answers', ['links']);
  const texts = collection('texts', ['answers', 'links']);
  const other = collection('other');
  for (const declared of [
    [links, answers, texts, other],
    [other, answers, links, texts],
    [texts, links, other, answers],
  ]) {
    expect(heldIn(declared).map(({ name }) => name)).toEqual(['texts', 'answers', 'links', 'other']);
  }
});

it('refuses what is found by a collection that is not there, or by itself', () => {
  expect(() => heldIn([collection('answers', ['links'])])).toThrow(
    'answers is found by links, which holds nothing of people here',
  );
  expect(() => heldIn([collection('answers', ['texts']), collection('texts', ['answers'])])).toThrow(
    'answers is found by itself: answers, texts, answers',
  );
});

it('opens to what finds rows by other collections those alone that it names', async () => {
  const opened: string[] = [];
  const db = { collection: (name: string) => opened.push(name) } as unknown as Reader['db'];
  const finding = (...names: string[]) =>
    holds({
      title: 'Your answers',
      at: [],
      foundBy: ['links'],
      find: async (reader) => ({ found: names.map((name) => reader.db.collection(name)).length }),
      show: showsNothing,
      erase: { does: 'remove' },
      merge: { does: 'stay' },
    });
  const queryOf = (people: ReturnType<typeof finding>) => {
    const [held] = heldIn([collection('links'), { ...collection('answers'), people }]);
    if (!held) throw new Error('there are two');
    return rowsOf({ db, network: 'testing' }, held, { network: 'testing', person: 'ada' });
  };
  expect(await queryOf(finding('links'))).toEqual({ found: 1 });
  await expect(queryOf(finding('links', 'letters'))).rejects.toThrow(
    'answers is found by letters too: its foundBy must name it',
  );
  expect(opened).toEqual(['links', 'links']);
});
