import type { VoteMethod } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBallots, type Pile, pairwise } from './decide.ts';

/** `5 ACBED` is five ballots that rank A first, then C, and so on. */
const piles = (...lines: string[]): Pile[] =>
  lines.map((line) => {
    const [times, choices = ''] = line.split(' ');
    return { times: Number(times), choices: [...choices] };
  });
const ranked = (statements: string, ...lines: string[]) =>
  countBallots('ranked', [...statements], piles(...lines));

describe('Schulze’s method', () => {
  it('orders the 45 ballots of Schulze’s own example as he does', () => {
    const { order, preferred, paths, ballots } = ranked(
      'ABCDE',
      '5 ACBED',
      '5 ADECB',
      '8 BEDAC',
      '3 CABED',
      '7 CAEBD',
      '2 CBADE',
      '7 DCEBA',
      '8 EBADC',
    );
    expect(ballots).toBe(45);
    expect(preferred).toEqual([
      [0, 20, 26, 30, 22],
      [25, 0, 16, 33, 18],
      [19, 29, 0, 17, 24],
      [15, 12, 28, 0, 14],
      [23, 27, 21, 31, 0],
    ]);
    expect(paths).toEqual([
      [0, 28, 28, 30, 24],
      [25, 0, 28, 33, 24],
      [25, 29, 0, 29, 24],
      [25, 28, 28, 0, 24],
      [25, 28, 28, 31, 0],
    ]);
    expect(order.map((place) => place.join(''))).toEqual(['E', 'A', 'C', 'B', 'D']);
  });

  it('takes the winner by comparison in pairs where plurality takes another (the Tennessee example)', () => {
    const lines = ['42 MNCK', '26 NCKM', '15 CKNM', '17 KCNM'];
    expect(ranked('MNCK', ...lines).order).toEqual([['N'], ['C'], ['K'], ['M']]);
    const firsts = piles(...lines).map(({ times, choices }) => ({ times, choices: choices.slice(0, 1) }));
    expect(countBallots('plurality', [...'MNCK'], firsts).order[0]).toEqual(['M']);
  });

  it('breaks a cycle at its weakest link', () => {
    // A beats B 7:2, B beats C 6:3, and C beats A 5:4, which gives way.
    expect(ranked('ABC', '4 ABC', '3 CAB', '2 BCA').order).toEqual([['A'], ['B'], ['C']]);
  });

  it('leaves a cycle of equals tied', () => {
    expect(ranked('ABC', '1 ABC', '1 BCA', '1 CAB').order).toEqual([['A', 'B', 'C']]);
  });

  it('tells ties in any place', () => {
    expect(ranked('ABCD', '2 ABCD', '2 ACBD').order).toEqual([['A'], ['B', 'C'], ['D']]);
    expect(ranked('AB', '3 AB', '3 BA').order).toEqual([['A', 'B']]);
  });

  it('puts no tied statement behind the one that it is tied with, though that one beats a third', () => {
    // B beats C twice; A is once before, once behind each of them.
    const { order, unbeaten } = ranked('ABC', '1 BC', '1 ABC');
    expect(order).toEqual([['A', 'B', 'C']]);
    expect(unbeaten).toEqual(['A', 'B']);
  });

  it('puts what a ballot does not rank behind all that it ranks, and no such before another', () => {
    expect(pairwise([...'ABC'], piles('1 B'))).toEqual([
      [0, 0, 0],
      [1, 0, 1],
      [0, 0, 0],
    ]);
    expect(ranked('ABC', '3 A', '2 BC', '2 CB').order).toEqual([['B', 'C'], ['A']]);
  });
});

describe('counting votes', () => {
  it('puts the most chosen first, equal ones in one place, and the unchosen last', () => {
    const { counts, order } = countBallots('plurality', [...'ABCD'], piles('3 B', '1 A', '1 C'));
    expect(counts).toEqual([1, 3, 1, 0]);
    expect(order).toEqual([['B'], ['A', 'C'], ['D']]);
  });

  it('counts each that a ballot approves of', () => {
    const { counts, order } = countBallots('approval', [...'ABC'], piles('2 AB', '1 B', '1 CB'));
    expect(counts).toEqual([2, 4, 1]);
    expect(order).toEqual([['B'], ['A'], ['C']]);
  });

  it.each<VoteMethod>(['plurality', 'approval', 'ranked'])(
    'orders nothing where nobody voted: %s',
    (method) => {
      expect(countBallots(method, [...'AB'], [])).toMatchObject({ ballots: 0, order: [] });
    },
  );
});

const statements = ['A', 'B', 'C', 'D', 'E'];
const rankings = fc.array(fc.shuffledSubarray(statements, { minLength: 1 }), { minLength: 1, maxLength: 40 });
const each = (ballots: readonly string[][]): Pile[] => ballots.map((choices) => ({ choices, times: 1 }));
const methods = fc.constantFrom<VoteMethod>('approval', 'ranked');

describe('counting, whatever the ballots', () => {
  it('does not depend on their order, nor on how they are piled', () => {
    fc.assert(
      fc.property(methods, rankings, fc.infiniteStream(fc.nat()), (method, ballots, numbers) => {
        const shuffled = ballots
          .map((ballot) => [numbers.next().value, ballot] as const)
          .toSorted(([one], [other]) => one - other)
          .map(([, ballot]) => ballot);
        const piled = [...Map.groupBy(ballots, (ballot) => ballot.join())].map(([, same]) => ({
          choices: same[0] ?? [],
          times: same.length,
        }));
        const count = countBallots(method, statements, each(ballots));
        expect(countBallots(method, statements, each(shuffled))).toEqual(count);
        expect(countBallots(method, statements, piled)).toEqual(count);
      }),
    );
  });

  it('has each statement in one place', () => {
    fc.assert(
      fc.property(methods, rankings, (method, ballots) => {
        const { order } = countBallots(method, statements, each(ballots));
        expect(order.flat().toSorted()).toEqual(statements);
        expect(order.every((place) => place.length > 0)).toBe(true);
      }),
    );
  });

  it('by Schulze has every earlier place beat every later one, and nothing beat who wins', () => {
    fc.assert(
      fc.property(rankings, (ballots) => {
        const { order, paths = [], unbeaten = [] } = countBallots('ranked', statements, each(ballots));
        const beats = (one: string, other: string) => {
          const [row, column] = [statements.indexOf(one), statements.indexOf(other)];
          return (paths[row]?.[column] ?? 0) > (paths[column]?.[row] ?? 0);
        };
        for (const [index, place] of order.entries())
          for (const later of order.slice(index + 1).flat())
            expect(place.every((one) => beats(one, later))).toBe(true);
        expect(unbeaten).toEqual(statements.filter((one) => !statements.some((other) => beats(other, one))));
        for (const one of unbeaten) expect(order[0]).toContain(one);
      }),
    );
  });

  it('by Schulze puts first, and alone, whoever beats each other one in pairs', () => {
    fc.assert(
      fc.property(rankings, (ballots) => {
        const { order, preferred = [] } = countBallots('ranked', statements, each(ballots));
        const beatsAll = (row: number) =>
          statements.every(
            (_, other) => other === row || (preferred[row]?.[other] ?? 0) > (preferred[other]?.[row] ?? 0),
          );
        const winner = statements.findIndex((_, index) => beatsAll(index));
        if (winner !== -1) expect(order[0]).toEqual([statements[winner]]);
      }),
    );
  });

  it('by Schulze turns round where every complete ballot does and the winner is alone', () => {
    const complete = fc.array(fc.shuffledSubarray(statements, { minLength: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(complete, (ballots) => {
        const [first = []] = countBallots('ranked', statements, each(ballots)).order;
        const reversed = each(ballots.map((ballot) => ballot.toReversed()));
        const [opposite = []] = countBallots('ranked', statements, reversed).order;
        if (first.length === 1 && opposite.length === 1) expect(opposite).not.toEqual(first);
      }),
    );
  });

  it('by plurality equals a recount by hand', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statements)), (chosen) => {
        const { counts, ballots } = countBallots(
          'plurality',
          statements,
          chosen.map((one) => ({ choices: [one], times: 1 })),
        );
        expect(ballots).toBe(chosen.length);
        expect(counts).toEqual(statements.map((one) => chosen.filter((other) => other === one).length));
      }),
    );
  });
});
