import { describe, expect, it } from 'vitest';
import { refuseRepeated, refuseStrangers } from './decide.ts';

describe('people named in a request', () => {
  it('may stand once each', () => {
    expect(refuseRepeated({ present: ['ada', 'ben'], apologies: ['cy'] })).toBeUndefined();
  });

  it('are refused where they stand again, in the same list or another', () => {
    const refused = refuseRepeated({ present: ['ada', 'ben', 'ada'], apologies: ['ben'] });
    expect(refused).toMatchObject({
      refused: 'invalid-request',
      errors: [
        { pointer: '#/present/2', detail: 'is the same person as present.0' },
        { pointer: '#/apologies/0', detail: 'is the same person as present.1' },
      ],
    });
  });

  it('are refused where they are no members, each by its place', () => {
    const lists = { present: ['ada', 'eve'], apologies: ['mallory'] };
    expect(refuseStrangers(lists, [])).toBeUndefined();
    expect(refuseStrangers(lists, ['eve', 'mallory'])).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/present/1' }, { pointer: '#/apologies/0' }],
    });
  });

  it('are told of a hundred mistakes and no more', () => {
    const owners = Array.from({ length: 300 }, (_, index) => `stranger-${index}`);
    expect(refuseStrangers({ owners }, owners)?.errors).toHaveLength(100);
  });
});
