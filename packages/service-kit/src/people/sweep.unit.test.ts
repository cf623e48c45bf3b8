import { expect, it } from 'vitest';
import type { CollectionDeclaration } from '../storage/collections.ts';
import { holds, showsNothing } from '../storage/holdings.ts';
import { heldIn } from './sweep.ts';

const collection = (name: string, foundBy?: readonly string[]): CollectionDeclaration => ({
  name,
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
