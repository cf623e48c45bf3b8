import { type Actor, isRefusal, type Results } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { publish, refuseReader, type Wanted, withdraw } from './decide.ts';

const now = new Date('2026-03-01T10:00:00Z');
const results = (over: object = {}): Results =>
  ({
    ...{ survey: 's', mode: 'confidential', invited: 20, responses: 9, suppressed: false },
    questions: [
      { key: 'mood', kind: 'scale', text: 'Mood?', answered: 9, counts: { 1: 9 } },
      { key: 'rare', kind: 'scale', text: 'Rare?', answered: 3 },
      { key: 'why', kind: 'text', text: 'Why?', answered: 9, texts: ['uncleared', 'cleared'] },
    ],
    ...over,
  }) as never;
const publishing = (wanted: Partial<Wanted>, over: object = {}) =>
  publish(
    { title: 'T', introduction: '', audience: { kind: 'public' }, questions: [], ...wanted },
    { results: results(over), cleared: new Map([['why', ['cleared']]]), smallestGroup: 8 },
    { network: 'n', community: 'c', _id: 'p', now },
  );

describe('publishing results', () => {
  it('keeps what was chosen as it is now, and of texts only those that were cleared', () => {
    const row = publishing({
      questions: [
        { key: 'mood', texts: false },
        { key: 'why', texts: true },
      ],
    });
    expect(row).toMatchObject({ version: 1, responses: 9, publishedAt: now });
    if (isRefusal(row)) throw new Error(row.detail);
    expect(row.questions.map(({ key, texts }) => [key, texts])).toEqual([
      ['mood', undefined],
      ['why', ['cleared']],
    ]);
    const silent = publishing({ questions: [{ key: 'why', texts: false }] });
    expect(JSON.stringify(silent)).not.toContain('cleared');
  });

  it('refuses what may not be shown, naming the question', () => {
    const wrong: [Partial<Wanted>, object][] = [
      [{ questions: [{ key: 'rare', texts: false }] }, {}],
      [{ questions: [{ key: 'nothing', texts: false }] }, {}],
      [{ questions: [{ key: 'rare', texts: false }] }, { mode: 'named' }],
    ];
    for (const [wanted, over] of wrong)
      expect(publishing(wanted, over)).toMatchObject({
        refused: 'conflict',
        errors: [{ pointer: '#/questions/0/key' }],
      });
    expect(publishing({ questions: [{ key: 'mood', texts: false }] }, { suppressed: true })).toMatchObject({
      refused: 'conflict',
    });
    const twice = { key: 'mood', texts: false };
    expect(publishing({ questions: [twice, twice] })).toMatchObject({
      errors: [{ pointer: '#/questions/1/key' }],
    });
  });

  it('may tell a named survey’s own people of a few', () => {
    const wanted: Partial<Wanted> = {
      audience: { kind: 'respondents' },
      questions: [{ key: 'rare', texts: false }],
    };
    expect(isRefusal(publishing(wanted, { mode: 'named' }))).toBe(false);
    expect(isRefusal(publishing(wanted))).toBe(true);
  });

  it('is withdrawn once', () => {
    const row = publishing({ questions: [{ key: 'mood', texts: false }] });
    if (isRefusal(row)) throw new Error(row.detail);
    const gone = withdraw(row, now);
    expect(gone).toMatchObject({ version: 2, withdrawnAt: now });
    if (isRefusal(gone)) throw new Error(gone.detail);
    expect(withdraw(gone, now)).toMatchObject({ refused: 'conflict' });
  });
});

describe('the audience of published results', () => {
  const actor = (over: Partial<Actor> = {}): Actor => ({
    ...{ person: 'p', network: 'n', roles: [], communities: {} },
    ...over,
  });
  const outcome = (audience: Wanted['audience'], who: Actor | undefined, answered = false) =>
    refuseReader({ audience, community: 'c' } as never, who, answered)?.refused;

  it('is everyone, the network, a community or those who answered, and whoever runs the survey', () => {
    expect(outcome({ kind: 'public' }, undefined)).toBeUndefined();
    expect(outcome({ kind: 'network' }, undefined)).toBe('unauthenticated');
    expect(outcome({ kind: 'network' }, actor())).toBeUndefined();
    expect(outcome({ kind: 'community', community: 'd' }, actor())).toBe('forbidden');
    expect(
      outcome({ kind: 'community', community: 'd' }, actor({ communities: { d: 'member' } })),
    ).toBeUndefined();
    expect(outcome({ kind: 'respondents' }, actor())).toBe('forbidden');
    expect(outcome({ kind: 'respondents' }, actor(), true)).toBeUndefined();
    expect(outcome({ kind: 'respondents' }, actor({ communities: { c: 'facilitator' } }))).toBeUndefined();
  });
});
