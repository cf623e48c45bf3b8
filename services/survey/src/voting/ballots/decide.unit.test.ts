import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChoices, replaceBallot } from './decide.ts';

const statements = ['a', 'b', 'c'];
const check = (method: 'plurality' | 'approval' | 'ranked', choices: string[]) =>
  checkChoices({ method, statements }, choices);

describe('a ballot', () => {
  it('keeps a ranking as it is, and what was ticked in the order of the round', () => {
    expect(check('ranked', ['c', 'a'])).toEqual(['c', 'a']);
    expect(check('approval', ['c', 'a'])).toEqual(['a', 'c']);
    expect(check('plurality', ['b'])).toEqual(['b']);
  });

  it.each([
    ['nothing', 'ranked', [], '#/choices'],
    ['what is not asked', 'approval', ['a', 'x'], '#/choices/1'],
    ['a statement twice', 'ranked', ['b', 'a', 'b'], '#/choices/2'],
    ['two where one is asked', 'plurality', ['a', 'b'], '#/choices/1'],
  ] as const)('refuses %s', (_, method, choices, pointer) => {
    expect(check(method, [...choices])).toMatchObject({ refused: 'invalid-request', errors: [{ pointer }] });
  });

  it('is taken whatever valid choices it has, and holds them all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('approval' as const, 'ranked' as const),
        fc.shuffledSubarray(statements, { minLength: 1 }),
        (method, choices) => {
          const kept = check(method, choices);
          expect([...(kept as string[])].toSorted()).toEqual(choices.toSorted());
        },
      ),
    );
  });

  it('replaces another only where it says so, and counts once where it is sent again', () => {
    expect(replaceBallot(undefined, ['a'], false)).toBe('first');
    expect(replaceBallot(undefined, ['a'], true)).toBe('first');
    expect(replaceBallot(['a'], ['a'], false)).toBe('same');
    expect(replaceBallot(['a'], ['b'], true)).toBe('changed');
    expect(replaceBallot(['a'], ['b'], false)).toMatchObject({ errors: [{ pointer: '#/change' }] });
  });
});
